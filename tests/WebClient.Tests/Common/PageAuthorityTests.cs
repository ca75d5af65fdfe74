using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Common;

/// <summary>Who is let into which page, by its policy; what a page shows then it asks the same services as the API.</summary>
public sealed class PageAuthorityTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private readonly Door _door = open.Door;

    [Fact]
    public async Task Each_page_lets_in_whom_the_list_says_and_nobody_else()
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        var text = new StringBuilder();
        foreach (var (route, page) in Pages().OrderBy(it => it.Route, StringComparer.Ordinal))
        {
            var may = new List<string>();
            foreach (var (who, cookie) in _door.Everybody())
                if (await MayOpen(scope.ServiceProvider, page, Principal(cookie)))
                    may.Add(who);
            text.AppendLine(CultureInfo.InvariantCulture, $"{route}: {(may.Count == _door.Everybody().Count ? "everybody" : string.Join(", ", may))}");
        }

        AuthorityTests.Approve(text.ToString(), "Pages.approved.txt");
    }

    private static IEnumerable<(string Route, Type Page)> Pages() =>
        from page in typeof(WebPages).Assembly.GetTypes()
        from route in page.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()
        select (route.Template, page);

    private static async Task<bool> MayOpen(IServiceProvider services, Type page, ClaimsPrincipal principal)
    {
        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        var demands = page.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<IAuthorizeData>().ToList();
        if (await AuthorizationPolicy.CombineAsync(policies, demands) is not { } policy) return true;
        return (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(principal, null, policy)).Succeeded;
    }

    private ClaimsPrincipal Principal(string? cookie)
    {
        if (cookie is null) return new ClaimsPrincipal(new ClaimsIdentity());
        var cookies = _door.App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return cookies.TicketDataFormat.Unprotect(cookie[(AccountsHosting.CookieName.Length + 1)..])!.Principal;
    }
}
