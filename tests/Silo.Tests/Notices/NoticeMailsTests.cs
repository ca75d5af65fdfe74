using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Notices;

public sealed class NoticeMailsTests
{
    private static readonly string[] Impersonal = ["practice", "week", "link", "service"];

    private static readonly MemberId Mia = new("marlshire", "mia");

    private static readonly Guid Pair = Guid.NewGuid();

    private static readonly DateTimeOffset At = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The rules of all features.</summary>
    private static readonly ImmutableArray<(string Template, Party Party, object Rule)> Rules =
    [
        .. Each(WeekNotices.Rules),
        .. Each(MentoringNotices.OfMentees),
        .. Each(MentoringNotices.OfMentors),
        .. Each(MentoringNotices.OfPairs),
    ];

    public static TheoryData<string, Party> Lines => [.. Rules.Select(rule => (rule.Template, rule.Party)).Distinct()];

    [Theory, MemberData(nameof(Lines))]
    public async Task Each_line_of_the_table_has_a_mail_that_can_be_written_and_only_the_person_gets_personal_values(string template, Party party)
    {
        var mail = Assert.Single(await Mails(template, party));
        Assert.NotEmpty(mail.Values);
        Assert.Equal(MailTemplates.ValuesOf(template).Order(StringComparer.Ordinal), mail.Values.Keys.Order(StringComparer.Ordinal));
        var isPersonal = party is Party.Person or Party.Mentor or Party.Mentee;
        if (!isPersonal) Assert.Subset(Impersonal.ToHashSet(StringComparer.Ordinal), mail.Values.Keys.ToHashSet(StringComparer.Ordinal));
        if (!isPersonal) Assert.DoesNotContain(mail.Values.Values, value => value.Contains("Name of", StringComparison.Ordinal));
        Assert.StartsWith("https://outreach.example/", mail.Values["link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_is_told_in_the_time_of_the_clock_on_the_wall()
    {
        var mail = Assert.Single(await Mails(NoticeTemplates.PlaceOffered, Party.Person));
        Assert.Equal("Wednesday 6 May 2026 at 1pm", mail.Values["until"]);
    }

    [Theory]
    [InlineData("Europe/Dublin", "Tuesday 5 May 2026 at 1pm, Dublin time")]
    [InlineData("America/New_York", "Tuesday 5 May 2026 at 8am, New York time")]
    public async Task A_meeting_is_told_with_the_name_of_the_other_one_and_the_time_of_ones_own_zone(string zone, string when)
    {
        var mail = Assert.Single(await Mails(Meeting(NoticeTemplates.MeetingBooked, Party.Mentor, zone)));
        Assert.Equal(("Name of mia", "Name of ana", when), (mail.Values["name"], mail.Values["other"], mail.Values["when"]));
        Assert.Equal($"https://outreach.example/mentorships/{Pair:N}", mail.Values["link"]);
    }

    [Theory]
    [InlineData(NoticeTemplates.MeetingBooked, true, "REQUEST")]
    [InlineData(NoticeTemplates.MeetingMoved, true, "REQUEST")]
    [InlineData(NoticeTemplates.MeetingCancelled, false, "CANCEL")]
    public async Task A_meetings_mail_carries_its_entry_with_a_lasting_identity(string template, bool stands, string method)
    {
        var calendar = Assert.Single(await Mails(Meeting(template, Party.Mentee, stands: stands))).Calendar!.Split("\r\n");
        Assert.Contains($"METHOD:{method}", calendar);
        Assert.Contains($"UID:{Pair:N}@outreach.example", calendar);
        Assert.Contains("SEQUENCE:2", calendar);
        Assert.Contains(calendar, line => line.StartsWith("ATTENDEE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_has_no_entry_and_is_not_written_once_the_meeting_has_begun()
    {
        var reminder = Meeting(NoticeTemplates.MeetingReminder, Party.Mentee);
        Assert.Null(Assert.Single(await Mails(reminder)).Calendar);
        Assert.Empty(await Mails(reminder, TimeSpan.FromDays(1)));
    }

    private static IEnumerable<(string, Party, object)> Each<TState>(IEnumerable<NoticeRule<TState>> rules)
        where TState : class, IJournaledState<TState> => rules.Select(rule => (rule.Template, rule.Party, (object)rule));

    private static Task<IReadOnlyList<OutgoingMail>> Mails(string template, Party party)
    {
        var host = new HostFacts("Elm Surgery", "Y61", "QUE", "U12345", "Elm PCN", "ZX1 1AA", 52.2, 0.12);
        var place = party == Party.Person ? new NoticedPlace("person", HalfDays.WholeWeek, At.AddHours(48)) : null;
        Notice notice = Rules.First(rule => rule.Template == template).Rule switch
        {
            WeekRule => new WeekNotice("key", At, party, template, new WeekId("K81001", new DateOnly(2026, 8, 3)), host, place),
            RequestRule or InboxRule => new RequestNotice("key", At, party, template, Mia, "ana", "Europe/London", At.AddDays(7)),
            PairRule => new PairNotice("key", At, party, template, Mia, "ana", "Europe/London", Pair),
            MeetingRule => Meeting(template, party),
            _ => new MentorNotice("key", At, party, template, Mia),
        };
        return Mails(notice);
    }

    private static MeetingNotice Meeting(string template, Party party, string zone = "Europe/London", bool stands = true) =>
        new("key", At, party, template, Mia, "ana", zone, Pair, new NoticedMeeting(Pair, At.AddDays(1), 30, 2, stands));

    private static Task<IReadOnlyList<OutgoingMail>> Mails(Notice notice, TimeSpan? later = null)
    {
        var options = Options.Create(new MailOptions { PublicUrl = "https://outreach.example" });
        var time = new ManualTime(At + (later ?? TimeSpan.Zero));
        return new NoticeMails(new WeekMails(new Contacts(), options), new MentoringMails(new Contacts(), options, time)).Of(notice, CancellationToken.None);
    }

    private sealed class Contacts : IMailContacts
    {
        public Task<MailContact?> Person(string personId, CancellationToken cancellationToken) => Task.FromResult<MailContact?>(Contact(personId));

        public Task<IReadOnlyList<MailContact>> PracticeManagers(string odsCode, string network, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MailContact>>([Contact(odsCode)]);

        public Task<IReadOnlyList<MailContact>> SchemeLeads(string scheme, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MailContact>>([Contact(scheme)]);

        public Task<IReadOnlyList<MailContact>> Coordinators(string region, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MailContact>>([Contact(region)]);

        private static MailContact Contact(string id) => new(id, $"{id}@example.org", $"Name of {id}");
    }
}
