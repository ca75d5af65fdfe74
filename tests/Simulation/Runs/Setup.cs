using OutreachSilo.Common;
using OutreachSilo.Mutants;

namespace OutreachSilo.Runs;

/// <summary>What a run consists of, and the fault that a negative control puts into it.</summary>
internal sealed record Setup
{
    /// <summary>A fault in the grains.</summary>
    public IMutant? Mutant { get; init; }

    /// <summary>Changes whose appends are answered before they are stored.</summary>
    public Func<string, JournalEntry, bool>? AnswersEarly { get; init; }

    /// <summary>A question to a week that is asked again gets another command id on the way.</summary>
    public bool RenamesRepeats { get; init; }

    public bool Fences { get; init; } = true;

    /// <summary>Snapshots say that they have seen a change more than they have.</summary>
    public bool SnapshotsLie { get; init; }

    /// <summary>Besides doctors and weeks there is a cohort of mentors and mentees, some of whom are the doctors.</summary>
    public bool Mentoring { get; init; }

    /// <summary>Where the whole trace is copied to.</summary>
    public TextWriter? Copy { get; init; }
}
