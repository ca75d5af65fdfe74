using OutreachSilo.Common;
using OutreachSilo.Mutants;
using OutreachSilo.Runs;

namespace OutreachSilo;

/// <summary>Each fault that the environment or a mutant of a grain brings in is found within 199 seeds.</summary>
/// <remarks>Were one not found, the simulation would prove nothing about what prevents it.</remarks>
public sealed class ControlTests
{
    private const int SeedsAtMost = 199;

    [Fact]
    public void Without_fencing_an_acknowledged_command_is_lost() =>
        Finds(new() { Fences = false }, "I1", "I2", "I3", "I4", "I9", "I10", "I11");

    [Fact]
    public void Without_a_durable_intent_a_place_is_in_nobodys_agenda() =>
        Finds(new() { AnswersEarly = static (_, entry) => entry.Kind is "placement-opened" }, "I2", "I10");

    [Fact]
    public void Without_idempotency_a_repeat_is_answered_otherwise_or_done_again() =>
        Finds(new() { RenamesRepeats = true }, "I2", "I3", "I9");

    [Fact]
    public void Answered_at_once_a_refusal_rests_on_what_never_was() =>
        Finds(new() { AnswersEarly = static (grain, _) => grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal) }, "I3");

    [Fact]
    public void Without_a_look_at_the_room_a_week_takes_too_many() =>
        Finds(new() { Mutant = new OverbookedWeek() }, "I1");

    [Fact]
    public void A_week_that_forgets_its_refusals_gives_what_it_denied() =>
        Finds(new() { Mutant = new ForgetfulWeek() }, "I3", "I9");

    [Fact]
    public void Without_fencing_a_cohorts_command_is_lost_or_done_twice() =>
        Finds(new() { Mentoring = true, Fences = false }, "I2", "I3", "I5", "I9");

    [Fact]
    public void Without_a_look_at_the_limits_a_mentor_or_a_pair_has_too_many() =>
        Finds(new() { Mentoring = true, Mutant = new LimitlessMentoring(MentoringLimit.Mentees, MentoringLimit.Meetings) }, "I5");

    [Fact]
    public void A_snapshot_that_is_believed_to_have_seen_what_it_has_not_loses_what_was_acknowledged() =>
        Finds(new() { SnapshotsLie = true }, "I2", "I3", "I9", "I10");

    [Fact]
    public void A_snapshot_that_is_not_what_the_journal_says_is_found_as_such() =>
        Finds(new() { SnapshotsLie = true }, "Snapshot");

    [Theory]
    [InlineData(false)]
    public void What_is_found_says_how_to_play_it_again_and_is_found_again(bool mentoring)
    {
        var setup = new Setup { Mentoring = mentoring, Mutant = new OverbookedWeek() };
        var found = Seeds.FirstToFind(mentoring ? ["I5"] : ["I1"], first: 1, count: SeedsAtMost, setup)!;
        var replay = $"--seed {found.Seed}{(mentoring ? " --mentoring" : "")}\n";
        Assert.Contains(replay, found.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var again = Simulation.Run(found.Seed, setup);
        Assert.Equal((found.Trace.Digest, found.Findings.Count), (again.Trace.Digest, again.Findings.Count));
    }

    private static void Finds(Setup setup, params string[] rules) =>
        Assert.NotNull(Seeds.FirstToFind(rules, first: 1, count: SeedsAtMost, setup));
}
