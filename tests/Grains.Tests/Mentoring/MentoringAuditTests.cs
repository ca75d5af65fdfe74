using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.Kernel;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>The auditor finds nothing where all is well, and each kind of fault that is put before it.</summary>
public sealed class MentoringAuditTests
{
    private static readonly Guid pair = Guid.NewGuid();
    private static readonly Guid meeting = Guid.NewGuid();
    private readonly Audits audits;
    private readonly List<string> found = [];

    public MentoringAuditTests() => audits = new(TimeProvider.System, (rule, _, detail) => found.Add($"{rule} {detail}"));

    [Fact]
    public async Task A_whole_story_is_clean()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var (anas, bens) = (await host.Signed(), await host.Signed(Ben));
        var first = Yes(await host.Pair(anas).Book(Booking(At(1, 10))));
        Yes(await host.Pair(bens).Book(Booking(At(1, 11), Ben)));
        Yes(await host.Pair(anas).Move(new MoveMeeting(Guid.NewGuid(), Ana, first.Id, At(2, 10), 30)));
        Yes(await host.Pair(bens).End(new EndMentorship(Guid.NewGuid(), Ben, Ben, Ending.ByMentee)));
        await host.Pair(anas).Wake();
        var report = await host.Services.GetRequiredService<Auditor>().Run(TestContext.Current.CancellationToken);
        Assert.Empty(report.Findings);
        Assert.Equal((2, 1), (report.Count("mentorship"), report.Count("mentorship/Booked")));
    }

    [Fact]
    public void A_fourth_mentee_is_found()
    {
        Enrolled();
        for (var i = 0; i < 4; i++) OfMentor(new MenteeTaken(Guid.NewGuid(), $"{i:x32}"));
        Assert.Contains(found, text => text.StartsWith("I5 4 mentees", StringComparison.Ordinal));
    }

    [Fact]
    public void A_meeting_before_the_training_and_one_at_the_same_time_are_found()
    {
        Enrolled();
        OfMentor(new MenteeTaken(pair, Ana));
        OfMentor(new TimeTaken(Guid.NewGuid(), pair, At(1, 10), 30, null));
        OfMentor(new TimeTaken(Guid.NewGuid(), pair, At(1, 10, 15), 30, null));
        Assert.Contains(found, text => text.Contains("before the mentor training", StringComparison.Ordinal));
        Assert.Contains(found, text => text.StartsWith("I1 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Hours_above_the_ledger_are_found()
    {
        Enrolled();
        OfMentor(new MentorHoursRecorded(Guid.NewGuid(), HoursKind.Training, new DateOnly(2026, 5, 4), 601));
        Assert.Contains(found, text => text.StartsWith("I5 601 minutes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_meeting_without_signatures_and_a_seventh_are_found()
    {
        Opened();
        for (var i = 0; i < 7; i++)
        {
            var id = Guid.NewGuid();
            OfPair(new MeetingAsked(id, Ana, id, At(i + 1, 10), 30, false, Room()));
            OfPair(new MeetingSettled(id));
        }

        Assert.Contains(found, text => text.Contains("before both have signed", StringComparison.Ordinal));
        Assert.Contains(found, text => text.StartsWith("I5 more than 6 meetings", StringComparison.Ordinal));
    }

    [Fact]
    public void A_meeting_that_stands_in_no_calendar_and_no_agenda_is_found()
    {
        Opened();
        OfPair(new MeetingAsked(meeting, Ana, meeting, At(1, 10), 30, false, Room()));
        OfPair(new MeetingSettled(meeting));
        Compare();
        Assert.Contains(found, text => text.StartsWith("I2 ", StringComparison.Ordinal) && text.Contains("no calendar", StringComparison.Ordinal));
        Assert.Contains(found, text => text.StartsWith("I2 ", StringComparison.Ordinal) && text.Contains("agenda", StringComparison.Ordinal));
    }

    [Fact]
    public void A_slot_that_belongs_to_no_pair_is_found()
    {
        Enrolled();
        OfMentor(new TimeTaken(Guid.NewGuid(), pair, At(1, 10), 30, null));
        Compare();
        Assert.Contains(found, text => text.StartsWith("I3 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_mentor_and_a_sixth_request_are_found()
    {
        Read(Of(Ana).MenteeKey, new MenteeEnrolled(Guid.NewGuid(), Policy, "Europe/London", MemberProfile.Empty, false, 1));
        for (var i = 0; i < 6; i++) Read(Of(Ana).MenteeKey, new RequestSent(Guid.NewGuid(), At(7, 10)));
        Assert.Contains(found, text => text.StartsWith("I5 6 requests", StringComparison.Ordinal));
        Read(Of(Ana).MenteeKey, new MatchAsked(pair, Lead, Mia, null, ""));
        Read(Of(Ana).MenteeKey, new MatchMade(pair));
        Read(Of(Ana).MenteeKey, new MatchAsked(Guid.NewGuid(), Lead, Max, null, ""));
        Assert.Contains(found, text => text.Contains("second mentor", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pair_of_two_schemes_is_found()
    {
        OfPair(new MentorshipOpened(pair, Of(Mia), new MemberId("elsewhere", Ana), Policy, "Europe/London"));
        Assert.Contains("I5 a pair of two schemes", found);
    }

    private void Enrolled() => OfMentor(new MentorEnrolled(Guid.NewGuid(), Policy, "Europe/London", MemberProfile.Empty, false, 1));

    private void Opened() => OfPair(new MentorshipOpened(pair, Of(Mia), Of(Ana), Policy, "Europe/London"));

    private void OfMentor(Change change) => Read(Of(Mia).MentorKey, change);

    private void OfPair(Change change) => Read(GrainKeys.Mentorship(pair), change);

    private void Read(string grain, Change change)
    {
        if (audits.Find(grain) is null) audits.Add(grain, ChangeCatalog.Aggregates.Find(grain)!.Audit!(grain));
        var entry = new JournalEntry(1, GrainHost.Start, "", default, "somebody", Guid.Empty);
        audits.Find(grain)!.Take(change, entry, (rule, detail) => audits.Found(rule, grain, detail));
    }

    private void Compare()
    {
        foreach (var (key, audit) in audits.All) audit.Compare(key, audits);
    }
}
