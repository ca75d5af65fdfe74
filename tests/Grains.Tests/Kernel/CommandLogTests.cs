using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

public sealed class CommandLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_command_gets_the_same_answer_and_another_under_its_id_is_refused()
    {
        var log = CommandLog.Empty.At(Start).With(Id(1), "book/a").With(Id(2), "book/b", RefusalCodes.WeekFull, "The one place is taken.");
        Assert.Null(log.Of(Id(1))!.Repeat("book/a"));
        Assert.Equal(new Refusal(RefusalCodes.WeekFull, "The one place is taken."), log.Of(Id(2))!.Repeat("book/b"));
        Assert.Equal([RefusalCodes.CommandReused, RefusalCodes.CommandReused], new[] { 1, 2 }.Select(id => log.Of(Id(id))!.Repeat("book/c")!.Code));
        Assert.Null(log.Of(Id(3)));
    }

    [Fact]
    public void What_is_over_is_refused_whatever_is_asked_under_its_id()
    {
        var log = CommandLog.Empty.At(Start).With(Id(1), "", RefusalCodes.SlotReleased, "Given back.");
        Assert.Equal(RefusalCodes.SlotReleased, log.Of(Id(1))!.Repeat("anything")!.Code);
    }

    [Fact]
    public void An_answer_is_forgotten_by_age_and_by_nothing_else()
    {
        var log = CommandLog.Empty.At(Start).With(Id(0), "first");
        for (var number = 1; number < 5_000; number++) log = log.At(Start.AddMinutes(number)).With(Id(number), $"{number}", RefusalCodes.InvalidCommand, "No.");
        Assert.Equal(5_000, log.Outcomes.Count);
        Assert.NotNull(log.At(Start + CommandLog.Keeps).Of(Id(0)));

        var later = log.At(Start + CommandLog.Keeps + TimeSpan.FromSeconds(61));
        Assert.Equal((true, true, 4_998), (later.Of(Id(0)) is null, later.Of(Id(1)) is null, later.Outcomes.Count));
        Assert.Equal(later.Outcomes.Count, later.Order.Count());
    }

    [Fact]
    public void An_answer_that_is_written_over_is_as_old_as_the_newer_one()
    {
        var log = CommandLog.Empty.At(Start).With(Id(1), "asked").At(Start.AddDays(20)).With(Id(1), "asked").With(Id(1), "asked", RefusalCodes.WeekFull, "Full.");
        Assert.Equal(RefusalCodes.WeekFull, log.Of(Id(1))!.Code);
        Assert.NotNull(log.At(Start.AddDays(50)).Of(Id(1)));
        Assert.Null(log.At(Start.AddDays(51)).Of(Id(1)));
    }

    [Fact]
    public void A_log_survives_JSON()
    {
        var log = Enumerable.Range(1, 40).Aggregate(CommandLog.Empty.At(Start), (log, number) => log.With(Id(number), $"{number}", number % 2 == 0 ? "No" : null, "because"));
        SameState.Assert(log, StateJson.Read<CommandLog>(StateJson.Write(log)), "log");
    }

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);
}
