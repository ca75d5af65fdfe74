using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>
/// Looks an account up when its ticket has become old, and at once when its roles have changed or one of them ends. The framework's
/// validator does the first, but builds the whole user store, a database context included, before it sees that the ticket is young; that
/// would be the dearest part of a booking.
/// </summary>
internal static class TicketCheck
{
    public static Task Validate(CookieValidatePrincipalContext context)
    {
        var now = context.Options.TimeProvider!.GetUtcNow();
        var interval = context.HttpContext.RequestServices.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        if (context.Properties.IssuedUtc is not { } issued || now - issued > interval) return SecurityStampValidator.ValidatePrincipalAsync(context);
        if (!RolesChanged(context, issued, now)) return Task.CompletedTask;
        // The validator goes by the ticket's age, so it is made to look old; what it renews is young again.
        context.Properties.IssuedUtc = now - interval - TimeSpan.FromSeconds(1);
        return SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    private static bool RolesChanged(CookieValidatePrincipalContext context, DateTimeOffset issued, DateTimeOffset now)
    {
        if (context.Principal is not { } principal) return false;
        if (long.TryParse(principal.FindFirstValue(OutreachClaims.RolesUntil), CultureInfo.InvariantCulture, out var until) && now.ToUnixTimeMilliseconds() >= until) return true;
        return principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } account && context.HttpContext.RequestServices.GetRequiredService<GrantWatch>().ChangedSince(account, issued);
    }
}
