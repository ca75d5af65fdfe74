using OutreachSilo.Common;

namespace OutreachSilo.Runs;

/// <summary>What a run takes for granted, and what a negative control takes away.</summary>
internal sealed record Setup
{
    public Guards Guards { get; init; } = Guards.AllUp;

    public bool Fences { get; init; } = true;

    /// <summary>Snapshots say that they have seen a change more than they have.</summary>
    public bool SnapshotsLie { get; init; }

    /// <summary>Besides doctors and weeks there is a cohort of mentors and mentees, some of whom are the doctors.</summary>
    public bool Mentoring { get; init; }

    /// <summary>Where the whole trace is copied to.</summary>
    public TextWriter? Copy { get; init; }
}
