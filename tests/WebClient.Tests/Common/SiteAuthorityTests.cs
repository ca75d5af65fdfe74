using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Common;

/// <summary>
/// Who may do what outside the API: every page read, every form of any page sent, and everything else fetched, by everybody, and compared with the
/// lists that are checked in. Nothing is taken from an attribute: what counts is the answer.
/// </summary>
public sealed partial class SiteAuthorityTests(OpenSite open) : IClassFixture<OpenSite>
{
    /// <summary>What a form must say for its command to be one; the rest is as the page has it.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> Filled = new(StringComparer.Ordinal)
    {
        ["/people/{account} give"] = [("Role", Roles.PracticeReception), ("Scope", "K81001"), ("LastDay", "2026-03-01")],
        ["/people/invite invite"] = [("Role", Roles.PracticeReception), ("Scope", "K81001"), ("LastDay", "2026-03-01"), ("Name", "Robin Vale"), ("Email", "robin@example.org")],
        ["/recover recover"] = [("Email", "kit@example.org")],
        ["/mentorships/{id}/agreement sign"] = [("Name", SomeMentoring.SignerName), ("Confirmed", "true")],
    };

    private readonly Door _door = open.Door;

    [Fact]
    public async Task Each_page_opens_for_whom_the_list_says_and_for_nobody_else()
    {
        var text = new StringBuilder();
        foreach (var route in Routes())
        {
            var may = new List<string>();
            foreach (var (who, cookie) in open.Everybody)
                if (May(await Page(route, who, cookie), cookie is not null))
                    may.Add(who);
            Line(text, route, may);
        }

        AuthorityTests.Approve(text.ToString(), "Pages.approved.txt");
    }

    [Fact]
    public async Task Each_form_does_something_for_whom_the_list_says_and_for_nobody_else()
    {
        var text = new StringBuilder();
        foreach (var (route, form) in await Forms())
        {
            var (may, told) = (new List<string>(), new List<string>());
            foreach (var (who, cookie) in open.Everybody)
            {
                var before = open.Changes;
                var answer = await Send(route, form, cookie);
                var changed = open.Changes > before;
                if (IsTurnedAway(answer)) Assert.False(changed, $"{who} was turned away from {form.Name} of {route}, and something changed.");
                else if (changed || answer.Leads.Length > 0) may.Add(who);
                else told.Add(who);
            }

            Line(text, $"{route} {form.Name}", may, told);
        }

        AuthorityTests.Approve(text.ToString(), "Forms.approved.txt");
    }

    [Fact]
    public async Task Each_other_address_answers_whom_the_list_says_and_nobody_else()
    {
        var text = new StringBuilder();
        foreach (var endpoint in _door.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().OrderBy(AuthorityTests.RouteOf, StringComparer.Ordinal))
        {
            var route = AuthorityTests.RouteOf(endpoint);
            if (route.StartsWith("/api/", StringComparison.Ordinal) || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            foreach (var method in AuthorityTests.MethodsOf(endpoint).Replace("any", route.EndsWith("negotiate", StringComparison.Ordinal) ? "POST" : "GET", StringComparison.Ordinal).Split(','))
            {
                var may = new List<string>();
                foreach (var (who, cookie) in open.Everybody)
                {
                    var answer = method == "POST" ? await Post(Address(route), cookie) : await Ask(new HttpMethod(method), Address(route), cookie);
                    // A request that makes no sense there, as a plain one to the hub, is told so when it may be made.
                    if (answer.Status == HttpStatusCode.BadRequest || May(answer, cookie is not null)) may.Add(who);
                }

                Line(text, $"{method} {route}", may);
            }
        }

        AuthorityTests.Approve(text.ToString(), "Others.approved.txt");
    }

    [Fact]
    public async Task A_calendar_opens_for_nobody_who_has_another_secret()
    {
        foreach (var (_, cookie) in open.Everybody)
            Assert.Equal(HttpStatusCode.NotFound, (await Get($"/calendars/{new string('A', 43)}.ics", cookie)).Status);
    }

    /// <summary>Every form that any page shows to anybody, by its page and name.</summary>
    private async Task<IReadOnlyList<(string Route, PageForm Form)>> Forms()
    {
        var forms = new SortedDictionary<string, (string, PageForm)>(StringComparer.Ordinal);
        foreach (var route in Routes())
            foreach (var (who, cookie) in open.Everybody)
                if (await Page(route, who, cookie) is { Status: HttpStatusCode.OK } page)
                    foreach (var form in PageForm.Of(page.Text))
                        forms.TryAdd($"{route} {form.Name}", (route, form));
        return [.. forms.Values];
    }

    private async Task<Caller.Answer> Send(string route, PageForm form, string? cookie)
    {
        var (caller, token) = await WithToken(cookie);
        var fields = form.Fields.ToDictionary(StringComparer.Ordinal);
        fields["__RequestVerificationToken"] = token;
        if (fields.ContainsKey("CommandId")) fields["CommandId"] = Guid.NewGuid().ToString("N");
        foreach (var (name, value) in Filled.GetValueOrDefault($"{route} {form.Name}", [])) fields[name] = value;
        return await caller.PostTo(Address(route), [.. fields.Select(field => (field.Key, (string?)field.Value))]);
    }

    private async Task<Caller.Answer> Post(string address, string? cookie)
    {
        var (caller, token) = await WithToken(cookie);
        return await caller.Send(new HttpRequestMessage(HttpMethod.Post, address).With("RequestVerificationToken", token).With("Origin", "http://localhost"));
    }

    /// <summary>What a page answers, asked once for all tests.</summary>
    private async Task<Caller.Answer> Page(string route, string who, string? cookie)
    {
        if (!open.Pages.TryGetValue((route, who), out var answer)) open.Pages[(route, who)] = answer = await Get(Address(route), cookie);
        return answer;
    }

    /// <summary>A caller with a form's token and the cookie that belongs to it.</summary>
    private async Task<(Caller Caller, string Token)> WithToken(string? cookie)
    {
        var caller = CallerWith(cookie);
        if (!open.Tokens.TryGetValue(cookie ?? "", out var known)) open.Tokens[cookie ?? ""] = known = (await caller.Token("/sign-in"), caller.Cookies.ToDictionary(StringComparer.Ordinal));
        foreach (var (name, value) in known.Cookies) caller.Cookies[name] = value;
        return (caller, known.Token);
    }

    private Task<Caller.Answer> Get(string address, string? cookie) => Ask(HttpMethod.Get, address, cookie);

    private Task<Caller.Answer> Ask(HttpMethod method, string address, string? cookie) => CallerWith(cookie).Send(new HttpRequestMessage(method, address));

    private Caller CallerWith(string? cookie)
    {
        var caller = new Caller(_door);
        if (cookie?.Split('=', 2) is [var name, var value]) caller.Cookies[name] = value;
        return caller;
    }

    /// <summary>True for an answer, and for being asked to prove once more who one is.</summary>
    private static bool May(Caller.Answer answer, bool isSignedIn)
    {
        if (answer.Leads == Common.Routes.SignInAgain) return isSignedIn;
        if (IsTurnedAway(answer) || answer.Status == HttpStatusCode.NotFound) return false;
        Assert.True((int)answer.Status < 400, $"{answer.Response.RequestMessage!.RequestUri} answered {answer.Status}.");
        return true;
    }

    private static bool IsTurnedAway(Caller.Answer answer) =>
        answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
        || answer.Leads.StartsWith($"{Common.Routes.SignIn}?returnUrl=", StringComparison.OrdinalIgnoreCase) || answer.Leads == Common.Routes.Forbidden;

    private static IEnumerable<string> Routes() =>
        typeof(WebPages).Assembly.GetTypes().SelectMany(page => page.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()).Select(route => route.Template).Order(StringComparer.Ordinal);

    private string Address(string route) => Parameter().Replace(route, match => open.RouteValues[match.Groups[1].Value]);

    private void Line(StringBuilder text, string what, List<string> may, List<string>? told = null) => text.AppendLine(
        CultureInfo.InvariantCulture, $"{what}: {Those(may)}{(told is { Count: > 0 } ? $"; answered in words: {Those(told)}" : "")}");

    private string Those(List<string> who) => who.Count == 0 ? "nobody" : who.Count == open.Everybody.Count ? "everybody" : string.Join(", ", who);

    [GeneratedRegex(@"\{\*?(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
