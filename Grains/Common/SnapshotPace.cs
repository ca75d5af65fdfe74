namespace OutreachSilo.Common;

/// <summary>How often snapshots are taken. Only tests have another pace.</summary>
internal sealed record SnapshotPace
{
    /// <summary>Changes since the last one, at least. Few weeks and fewer people ever come to so many: replaying them takes some milliseconds.</summary>
    public int ChangesLeast { get; init; } = 1000;

    /// <summary>From one to the next of an activation; the one at its end does not wait.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the end of an activation waits for its last one.</summary>
    public TimeSpan EndAtMost { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A longer one is not stored, for on SQLite the journal waits while it is.</summary>
    public int BytesMost { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where states are written out: never on the grain's own scheduler.</summary>
    public TaskScheduler Beside { get; init; } = TaskScheduler.Default;
}
