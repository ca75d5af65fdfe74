namespace OutreachSilo.Common.History;

/// <summary>One change, with the names that the reader may see.</summary>
/// <param name="Who">Who did it.</param>
/// <param name="About">Whom it is about, when that is somebody else; otherwise empty.</param>
public sealed record HistoryEntry(HistoryLine Line, string Who, string About);

/// <param name="Entries">The newest first.</param>
/// <param name="Older">Version before which to read on; null when these are the first ones.</param>
public sealed record HistoryView(IReadOnlyList<HistoryEntry> Entries, long? Older);

/// <summary>Which stretch of a history is asked for.</summary>
/// <param name="Before">Only versions below it; null for the newest.</param>
public readonly record struct HistoryStretch(long? Before, int Take);
