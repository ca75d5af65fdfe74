using System.Diagnostics;
using OutreachSilo.Runs;

namespace OutreachSilo;

/// <summary>Placement, agenda, week and board in a storm: what must hold after anything holds for every seed.</summary>
public sealed class SeedTests
{
    [Fact]
    public void A_thousand_seeds_are_clean()
    {
        var (failed, _) = Seeds.Run(first: 1, count: 1000, new());
        Assert.True(failed.Count == 0, string.Join("\n\n", failed.Take(3)));
    }

    [Fact]
    public void With_a_cohort_of_mentors_and_mentees_three_hundred_seeds_are_clean()
    {
        var (failed, _) = Seeds.Run(first: 1, count: 300, new() { Mentoring = true });
        Assert.True(failed.Count == 0, string.Join("\n\n", failed.Take(3)));
    }

    [Fact]
    public void A_storm_over_a_cohort_has_of_everything()
    {
        var all = new StringWriter();
        for (var seed = 1; seed <= 20; seed++) Simulation.Run(seed, new() { Copy = all, Mentoring = true });
        var text = all.ToString();
        Assert.All(
            [
                "mentors-chosen", "request-sent", "request-delivered", "request-declined", "match-asked", "match-made", "match-denied", "pair-ended", "agreement-signed",
                "meeting-asked", "meeting-settled", "meeting-denied", "meeting-cancelled", "mentorship-over", "mentorship-told", "time-taken", "time-ended", "engaged", "disengaged",
                "snapshot of mentor/", "engagement-refused", "mentor-paused", "MentorFull", "SlotTaken", "MeetingsUsedUp", "AgendaOverlap", "LedgerFull",
            ],
            sight => Assert.Contains(sight, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_is_the_same_run()
    {
        for (var seed = 1; seed <= 10; seed++) Assert.Equal(Simulation.Run(seed).Trace.Digest, Simulation.Run(seed).Trace.Digest);
        for (var seed = 1; seed <= 5; seed++) Assert.Equal(Simulation.Run(seed, new() { Mentoring = true }).Trace.Digest, Simulation.Run(seed, new() { Mentoring = true }).Trace.Digest);
    }

    [Fact]
    public async Task The_same_seed_is_the_same_run_in_another_process()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(SeedTests).Assembly.Location, "--seeds", "5"]) start.ArgumentList.Add(argument);
        using var other = Process.Start(start)!;
        var told = await other.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Seeds.Run(first: 1, count: 5, new()).Digest, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_seed_is_another_run() => Assert.NotEqual(Simulation.Run(1).Trace.Digest, Simulation.Run(2).Trace.Digest);

    [Fact]
    public void A_storm_has_of_everything()
    {
        var all = new StringWriter();
        for (var seed = 1; seed <= 60; seed++) Simulation.Run(seed, new() { Copy = all });
        var text = all.ToString();
        Assert.All(
            [
                "crashes", "stands still", "goes on", "the database goes down", "is lost", "fenced", "TimeoutException", "JournalUnavailableException",
                "JournalOutcomeUnknownException", "JournalBusyException", "place-held", "place-confirmed", "place-expired", "place-released", "place-withdrawn",
                "snapshot of week/", "snapshot of person/", "snapshot of placement/", "has a snapshot", "waiting-joined", "place-offered", "placement-asked", "offer-accepted", "placement-seen", "call-deferred", "days-engaged", "disengaged", "place-refused", "capacity-set", "AgendaOverlap", "WeekFull",
            ],
            sight => Assert.Contains(sight, text, StringComparison.Ordinal));
    }
}
