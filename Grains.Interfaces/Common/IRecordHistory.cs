using System.Collections.Immutable;

namespace OutreachSilo.Common;

/// <summary>One change of a record, in words.</summary>
/// <param name="Version">1 for the record's first change, then one more each.</param>
/// <param name="At">UTC instant.</param>
/// <param name="Kind">Permanent alias, for example <c>place-held</c>.</param>
/// <param name="What">What happened, as a person reads it; without names and instants.</param>
/// <param name="Actor">Opaque id of the account or person that asked; <c>system</c>, <c>import</c>, <c>demo</c> or empty for the machine.</param>
/// <param name="Person">Opaque id of the person it is about; empty for none.</param>
/// <param name="Instant">UTC instant that it is about, for example when a hold ends or a meeting begins.</param>
/// <param name="Detail">Free text that somebody gave, for example a reason; empty for none.</param>
/// <param name="Place">The place of a week that it is about.</param>
public sealed record HistoryLine(long Version, DateTimeOffset At, string Kind, string What, string Actor, string Person, DateTimeOffset? Instant, string Detail, Guid? Place);

/// <param name="Lines">The newest first.</param>
/// <param name="Older">Version before which to read on; null when these are the first ones.</param>
public sealed record RecordHistory(ImmutableArray<HistoryLine> Lines, long? Older);

/// <summary>The audit trail of a record: who did what when, from the journal itself. Read-only; who may see which one is the caller's to check.</summary>
public interface IRecordHistory
{
    const int TakeMax = 200;

    /// <param name="grain">Key of the record.</param>
    /// <param name="place">Only what became of this place of a week; null for everything.</param>
    /// <param name="before">Only versions below it; null for the newest.</param>
    /// <param name="take">1 to 200.</param>
    /// <exception cref="Exception">A fault, when the database cannot be read.</exception>
    Task<RecordHistory> Read(string grain, Guid? place, long? before, int take, CancellationToken cancellationToken);
}
