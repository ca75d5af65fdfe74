using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts;

/// <summary>
/// Looks an account up when its ticket has become old. The framework's validator does the same, but builds the whole user store, a
/// database context included, before it sees that the ticket is young; that would be the dearest part of a booking.
/// </summary>
internal static class TicketCheck
{
    public static Task Validate(CookieValidatePrincipalContext context) => IsYoung(context) ? Task.CompletedTask : SecurityStampValidator.ValidatePrincipalAsync(context);

    private static bool IsYoung(CookieValidatePrincipalContext context)
    {
        var interval = context.HttpContext.RequestServices.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        return context.Properties.IssuedUtc is { } issued && context.Options.TimeProvider!.GetUtcNow() - issued <= interval;
    }
}
