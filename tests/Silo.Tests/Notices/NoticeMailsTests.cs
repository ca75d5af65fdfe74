using Microsoft.Extensions.Options;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

public sealed class NoticeMailsTests
{
    private static readonly string[] Impersonal = ["practice", "week", "link", "service"];

    private static readonly DateTimeOffset At = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, Party> Lines => [.. NoticeTable.Rules.Select(rule => (rule.Template, rule.Party)).Distinct()];

    [Theory, MemberData(nameof(Lines))]
    public async Task Each_line_of_the_table_has_a_mail_that_can_be_written_and_only_the_person_gets_personal_values(string template, Party party)
    {
        var mail = Assert.Single(await Mails(template, party));
        Assert.NotEmpty(mail.Values);
        Assert.Equal(MailTemplates.ValuesOf(template).Order(StringComparer.Ordinal), mail.Values.Keys.Order(StringComparer.Ordinal));
        if (party != Party.Person) Assert.Subset(Impersonal.ToHashSet(StringComparer.Ordinal), mail.Values.Keys.ToHashSet(StringComparer.Ordinal));
        if (party != Party.Person) Assert.DoesNotContain(mail.Values.Values, value => value.Contains("Name of", StringComparison.Ordinal));
        Assert.StartsWith("https://outreach.example/", mail.Values["link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_is_told_in_the_time_of_the_clock_on_the_wall()
    {
        var mail = Assert.Single(await Mails(NoticeTemplates.PlaceOffered, Party.Person));
        Assert.Equal("Wed 6 May 2026 at 13:00", mail.Values["until"]);
    }

    private static Task<IReadOnlyList<OutgoingMail>> Mails(string template, Party party)
    {
        var host = new HostFacts("Elm Surgery", "Y61", "QUE", "U12345", "Elm PCN", "ZX1 1AA", 52.2, 0.12);
        var place = party == Party.Person ? new NoticedPlace("person", HalfDays.WholeWeek, At.AddHours(48)) : null;
        var notice = new Notice("key", At, party, template, new WeekId("K81001", new DateOnly(2026, 8, 3)), host, place);
        var options = Options.Create(new MailOptions { PublicUrl = "https://outreach.example" });
        return new NoticeMails(new Contacts(), options).Of(notice, CancellationToken.None);
    }

    private sealed class Contacts : IMailContacts
    {
        public Task<MailContact?> Person(string personId, CancellationToken cancellationToken) => Task.FromResult<MailContact?>(Contact(personId));

        public Task<IReadOnlyList<MailContact>> PracticeManagers(string odsCode, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MailContact>>([Contact(odsCode)]);

        public Task<IReadOnlyList<MailContact>> Coordinators(string region, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MailContact>>([Contact(region)]);

        private static MailContact Contact(string id) => new(id, $"{id}@example.org", $"Name of {id}");
    }
}
