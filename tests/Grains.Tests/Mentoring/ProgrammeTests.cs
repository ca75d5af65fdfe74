using OutreachSilo.Common;
using OutreachSilo.Hosting;
using static OutreachSilo.Common.RefusalCodes;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>Limits are the programme's policy: another programme is other numbers and no other code.</summary>
public sealed class ProgrammeTests
{
    private static readonly string[] Members = [Ana, Ben, "000000000000000000000000000000b3", "000000000000000000000000000000b4", "000000000000000000000000000000b5"];

    [Fact]
    public async Task Members_after_training_have_four_mentees_twelve_meetings_and_sixty_minutes()
    {
        await using var host = await GrainHost.New();
        await host.Begin(ProgrammePolicy.NewMembers(YearStart.FirstOfJuly), AllDay with { SlotMinutes = 60 });
        foreach (var member in Members[2..]) await host.Enrol(member, MemberRole.Mentee);
        var pairs = new List<Guid>();
        foreach (var member in Members[..4]) pairs.Add(await host.Signed(member));
        No(MentorFull, await host.Mentee(Members[4]).Assign(new AssignMentor(Guid.NewGuid(), Lead, Of(Mia))));

        for (var day = 1; day <= 12; day++) Assert.Empty(Yes(await host.Pair(pairs[0]).Book(Booking(At(day, 10), minutes: 60))).Warning);
        No(MeetingsUsedUp, await host.Pair(pairs[0]).Book(Booking(At(13, 10), minutes: 60)));
        No(MeetingTooLong, await host.Pair(pairs[1]).Book(Booking(At(13, 10), Members[1], minutes: 91)));

        // A year has 50 hours: one of training and 12 meetings leave 37.
        for (var day = 20; day < 32; day++) Yes(await host.Pair(pairs[1]).Book(Booking(At(day, 11), Members[1], minutes: 60)));
        for (var day = 20; day < 32; day++) Yes(await host.Pair(pairs[2]).Book(Booking(At(day, 12), Members[2], minutes: 60)));
        for (var day = 20; day < 32; day++) Yes(await host.Pair(pairs[3]).Book(Booking(At(day, 13), Members[3], minutes: 60)));
        Assert.Equal(49 * 60, Yes(await host.Mentor().View()).Ledger.Used);
    }

    [Fact]
    public async Task The_same_is_refused_where_the_programme_is_the_first()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        No(HoursInvalid, await host.Mentor().SetHours(new SetHours(Guid.NewGuid(), Mia, AllDay with { SlotMinutes = 65 })));
        var pair = await host.Signed();
        No(MeetingTooLong, await host.Pair(pair).Book(Booking(At(1, 10), minutes: 65)));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(20, false)]
    [InlineData(30, false)]
    [InlineData(45, true)]
    [InlineData(60, true)]
    public async Task A_meeting_shorter_than_twenty_or_longer_than_thirty_minutes_is_warned_of_and_not_refused(int minutes, bool warned)
    {
        await using var host = await GrainHost.New();
        await host.Begin(hours: AllDay with { SlotMinutes = minutes });
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(1, 11), minutes: minutes)));
        Assert.Equal(warned, meeting.Warning.Contains("20 to 30 minutes", StringComparison.Ordinal));

        // What counts in the end is how long it was.
        host.Time.Jump(At(1, 13) - host.Time.GetUtcNow());
        Assert.Empty(Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Mia, meeting.Id, 25))).Warning);
    }

    [Fact]
    public async Task A_programme_that_nobody_thought_of_keeps_its_own_limits()
    {
        await using var host = await GrainHost.New();
        var rota = new ProgrammePolicy("Rota buddies", "Buddy", "New starter", 1, 1, 2, 2, 10, 15, 15, 2, YearStart.FirstOfJuly, 2);
        await host.Begin(rota, AllDay with { SlotMinutes = 15 });
        Yes(await host.Mentee(Ben).Choose(new ChooseMentors(Guid.NewGuid(), Ben, [Of(Max), Of(Mia)])));
        Assert.Equal([RequestState.Open, RequestState.Queued], Yes(await host.Mentee(Ben).View()).Choices.Select(choice => choice.State));
        host.Time.Jump(TimeSpan.FromDays(2));
        await host.Mentee(Ben).Wake();
        Assert.Equal([RequestState.Expired, RequestState.Open], Yes(await host.Mentee(Ben).View()).Choices.OrderBy(choice => choice.Rank).Select(choice => choice.State));

        var pair = await host.Signed();
        No(MentorFull, await host.Mentee(Ben).Assign(new AssignMentor(Guid.NewGuid(), Lead, Of(Mia))));
        for (var day = 5; day <= 6; day++) Assert.Empty(Yes(await host.Pair(pair).Book(Booking(At(day, 10), minutes: 15))).Warning);
        No(MeetingsUsedUp, await host.Pair(pair).Book(Booking(At(7, 10), minutes: 15)));
    }
}
