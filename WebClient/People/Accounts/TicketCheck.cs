using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>
/// Refuses a ticket whose session has ended, and looks account and session up when the ticket has become old, and at once when its roles
/// have changed or one of them ends. The framework's validator looks the account up too, but builds the whole user store, a database
/// context included, before it sees that a ticket is young; that would be the dearest part of a booking.
/// </summary>
internal static class TicketCheck
{
    /// <summary>How long a ticket is believed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    public static Task Validate(CookieValidatePrincipalContext context)
    {
        var session = context.Principal?.FindFirstValue(OutreachClaims.Session);
        if (session is not null && context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().Contains(session)) return Refuse(context);
        var now = context.Options.TimeProvider!.GetUtcNow();
        if (context.Properties.IssuedUtc is not { } issued || now - issued > Interval) return LookUp(context, session);
        if (!RolesChanged(context, issued, now)) return Task.CompletedTask;
        // The validator goes by the ticket's age, so it is made to look old; what it renews is young again.
        context.Properties.IssuedUtc = now - Interval - TimeSpan.FromSeconds(1);
        return LookUp(context, session);
    }

    /// <summary>The validator makes a ticket's claims anew from the account; which session it is, only the ticket knows.</summary>
    public static Task KeepSession(SecurityStampRefreshingPrincipalContext context)
    {
        if (context is { CurrentPrincipal: { } current, NewPrincipal.Identity: ClaimsIdentity renewed } && current.FindFirst(OutreachClaims.Session) is { } session)
            renewed.AddClaim(session.Clone());
        return Task.CompletedTask;
    }

    /// <summary>UTC instant at which the first of the roles that a ticket says ends by itself; null for none.</summary>
    public static DateTimeOffset? RolesUntil(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(OutreachClaims.RolesUntil), CultureInfo.InvariantCulture, out var until) ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;

    private static async Task LookUp(CookieValidatePrincipalContext context, string? session)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is null) return;
        if (session is null || !await context.HttpContext.RequestServices.GetRequiredService<SessionService>().Touch(session)) await Refuse(context);
    }

    private static Task Refuse(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static bool RolesChanged(CookieValidatePrincipalContext context, DateTimeOffset issued, DateTimeOffset now)
    {
        if (context.Principal is not { } principal) return false;
        if (RolesUntil(principal) <= now) return true;
        return principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } account && context.HttpContext.RequestServices.GetRequiredService<ChangedRoles>().ChangedSince(account, issued);
    }
}
