using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Hosting;
using static OutreachSilo.Common.RefusalCodes;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>Six meetings a training year, and a pair that ends with it.</summary>
public sealed class TrainingYearTests
{
    /// <summary>The first Wednesday of August 2026, midnight in London.</summary>
    private static readonly DateTimeOffset NextYear = new(2026, 8, 4, 23, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-05-04", YearStart.FirstWednesdayOfAugust, "2026-08-05")]
    [InlineData("2026-06-05", YearStart.FirstWednesdayOfAugust, "2026-08-05")]
    [InlineData("2026-06-06", YearStart.FirstWednesdayOfAugust, "2027-08-04")]
    [InlineData("2026-08-05", YearStart.FirstWednesdayOfAugust, "2027-08-04")]
    [InlineData("2026-05-01", YearStart.FirstOfJuly, "2026-07-01")]
    [InlineData("2026-05-02", YearStart.FirstOfJuly, "2027-07-01")]
    [InlineData("2028-02-29", YearStart.FirstOfJuly, "2028-07-01")]
    public void A_pair_is_made_for_its_training_year_and_in_its_last_sixty_days_for_the_next(string day, YearStart start, string end) =>
        Assert.Equal(Date(end), TrainingYear.EndOf(Date(day), start));

    [Fact]
    public async Task A_pair_ends_by_itself_with_the_training_year_and_room_and_mentee_are_free_again()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        Assert.Equal(new DateOnly(2026, 8, 5), Yes(await host.Pair(pair).View()).EndsOn);
        var last = Yes(await host.Pair(pair).Book(Booking(NextYear.AddHours(-4.5))));
        No(MeetingAfterEnd, await host.Pair(pair).Book(Booking(NextYear.AddHours(9))));
        No(MeetingAfterEnd, await host.Pair(pair).Move(new MoveMeeting(Guid.NewGuid(), Ana, last.Id, NextYear.AddHours(9), 30)));

        host.Time.Jump(NextYear.AddTicks(-1) - host.Time.GetUtcNow());
        await host.Pair(pair).Wake();
        Assert.Null(Yes(await host.Pair(pair).View()).EndedAt);
        host.Time.Jump(TimeSpan.FromTicks(1));
        await host.Pair(pair).Wake();
        var after = Yes(await host.Pair(pair).View());
        Assert.Equal((NextYear, Ending.YearOver), (after.EndedAt, after.Because));
        Assert.Equal(3, Yes(await host.Mentor().View()).Room);
        Assert.Null(Yes(await host.Mentee().View()).Mentorship);

        // What took place can still be recorded.
        Assert.Equal(MeetingState.Held, Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Mia, last.Id, 30))).State);
    }

    [Fact]
    public async Task A_pair_that_was_made_late_has_six_meetings_in_what_is_left_of_the_year_and_six_in_the_next()
    {
        await using var host = await GrainHost.New();
        host.Time.Jump(new DateTimeOffset(2026, 7, 20, 12, 0, 0, TimeSpan.Zero) - host.Time.GetUtcNow());
        await host.Begin();
        var pair = await host.Signed();
        for (var day = 1; day <= 6; day++) Yes(await host.Pair(pair).Book(Booking(NextYear.AddDays(-day - 1).AddHours(10))));
        No(MeetingsUsedUp, await host.Pair(pair).Book(Booking(NextYear.AddDays(-1).AddHours(10))));
        for (var day = 1; day <= 6; day++) Yes(await host.Pair(pair).Book(Booking(NextYear.AddDays(day).AddHours(10))));
        No(MeetingsUsedUp, await host.Pair(pair).Book(Booking(NextYear.AddDays(7).AddHours(10))));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
