using static OutreachSilo.Pages.Visitor;

namespace OutreachSilo.Pages;

/// <summary>
/// The table of all pages and their visitors that every bar runs over. A page that is not in it fails <see cref="PageTableTests"/>: a new page is one
/// line here, and one in <see cref="DemoSite.RouteValues"/> where its route has a new parameter.
/// </summary>
internal static class SitePages
{
    /// <summary>Whose other pages are like a practice manager's or anybody's: they have only those that differ.</summary>
    private static readonly Visitor[] Helpers = [PracticeAssistant, PracticeReception, SchemeLead, Mentor, Mentee];

    private static readonly Visitor[] Everybody = [Anonymous, Doctor, PracticeManager, Coordinator, Administrator];
    private static readonly Visitor[] SignedIn = [.. Everybody.Where(visitor => visitor != Anonymous)];
    private static readonly Visitor[] Hosts = [PracticeManager, Coordinator];
    private static readonly Visitor[] Pair = [Mentor, Mentee];
    private static readonly Visitor[] RoleGivers = [PracticeManager, Coordinator, Administrator];

    public static readonly IReadOnlyList<SitePage> All =
    [
        new("/", [.. Everybody, .. Helpers]),
        new("/search", Everybody),
        new("/search", Everybody, "?postcode=ZX5"),
        new("/search", [Anonymous], "?postcode=nowhere"),
        new("/search", [Anonymous], "?postcode=ZX5&within=2&access=HearingLoop&access=QuietRoom&from=2190-01-04"),
        new("/weeks/{ods}/{monday}", Everybody),
        new("/weeks/{ods}/{monday}/history", Hosts),
        new("/boards", Everybody),
        new("/boards/{region}/{kind}", Everybody),
        new("/boards/{region}/{kind}", [Anonymous], "?from=2190-01-04"),
        new("/boards/{region}/{kind}", [Anonymous], "?show=80"),
        new("/boards/{region}/{kind}", [Anonymous, Coordinator], "?view=map"),
        new("/boards/{region}/{kind}", [Anonymous, Coordinator], "?view=heat"),
        new("/boards/{region}/{kind}", [Anonymous, Coordinator], "?view=trends"),
        new("/boards/{region}/{kind}/wall", [Anonymous, Coordinator]),
        new("/tasks", [.. SignedIn, .. Helpers]),
        new("/bookings", [Doctor, Mentee]),
        new("/bookings/history", [Doctor, Mentee]),
        new("/bookings/{place}/history", [Doctor]),
        new("/manage", [PracticeManager, PracticeAssistant, PracticeReception]),
        new("/manage/{ods}", [.. Hosts, PracticeAssistant, PracticeReception]),
        new("/manage/{ods}/publish", Hosts),
        new("/manage/{ods}/hosting", Hosts),
        new("/manage/{ods}/access", Hosts),
        new("/manage/{ods}/history", [PracticeManager, PracticeReception]),
        new("/mentoring", Pair),
        new("/mentoring/{scheme}/mentors", Pair),
        new("/mentoring/{scheme}/choices", [Mentee]),
        new("/mentoring/{scheme}/requests", [Mentor]),
        new("/mentoring/{scheme}/hours", [Mentor]),
        new("/mentoring/{scheme}/ledger", [Mentor]),
        new("/mentoring/{scheme}/history", [Mentee]),
        new("/mentoring/{scheme}/history", [Mentor], "?as=mentor"),
        new("/mentorships/{id}", Pair),
        new("/mentorships/{id}/history", Pair),
        new("/mentorships/{id}/agreement", Pair),
        new("/mentorships/{id}/meet", Pair),
        new("/mentorships/{id}/meet", [Mentee], "?view=week"),
        new("/mentorships/{id}/end", [Mentee]),
        new("/mentorships/{id}/problem", Pair),
        new("/mentorships/{id}/room/{code}", [Mentee]),
        new("/schemes", [SchemeLead, Administrator]),
        new("/schemes/{code}", [SchemeLead]),
        new("/schemes/{code}/programme", [SchemeLead, Administrator]),
        new("/schemes/{code}/members", [SchemeLead]),
        new("/schemes/{code}/agreement", [SchemeLead]),
        new("/schemes/{code}/match", [SchemeLead]),
        new("/schemes/{code}/problems", [SchemeLead]),
        new("/schemes/{code}/history", [SchemeLead]),
        new("/practices", [Coordinator]),
        new("/attention", [Coordinator]),
        new("/people", RoleGivers),
        new("/people/invite", RoleGivers),
        new("/people/{account}", [Coordinator, Administrator]),
        new("/people/sign-ins", [Administrator]),
        new("/people/sign-ins", [Administrator], "?refused=true"),
        new("/invitation/{secret}", [Anonymous]),
        new("/recover", [Anonymous]),
        new("/recover/{token}", [Anonymous]),
        new("/account/security", SignedIn),
        new("/account/password", SignedIn),
        new("/account/calendar", [Doctor, Mentee]),
        new("/notices/outbox", [Coordinator, Administrator]),
        new("/notices/templates", [Coordinator, Administrator]),
        new("/gallery", [Anonymous], Status: 404),
        new("/sign-in", Everybody),
        new("/sign-out", Everybody),
        new("/forbidden", Everybody, Status: 403),
        new("/not-found", [Anonymous, Coordinator], Status: 404),
        new("/error", [Anonymous, Coordinator]),
    ];

    public static IEnumerable<SitePage> Of(Visitor visitor) => All.Where(page => page.Visitors.Contains(visitor));
}
