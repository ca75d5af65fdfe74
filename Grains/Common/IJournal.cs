using System.Collections.Immutable;
using OutreachSilo.Kernel;

namespace OutreachSilo.Common;

/// <summary>One change of one grain, as it lies in the journal.</summary>
/// <param name="Version">1 for a grain's first change, then one more each.</param>
/// <param name="At">UTC instant of the decision.</param>
/// <param name="Kind">Permanent alias of the change, for example <c>place-held</c>.</param>
/// <param name="Body">UTF-8 JSON, without CLR type names and without personal data.</param>
/// <param name="Actor">Opaque id of the account or person that asked; <c>system</c> for what time did.</param>
/// <param name="Command">Id of the command that led to it.</param>
public sealed record JournalEntry(long Version, DateTimeOffset At, string Kind, ReadOnlyMemory<byte> Body, string Actor, Guid Command)
{
    /// <summary>Texts that the change refers to, stored in its transaction; empty on an entry that was read.</summary>
    public ImmutableArray<WrittenText> Texts { get; init; } = [];
}

/// <summary>The one row per grain that lists, search and the deadline service read.</summary>
/// <param name="Kind">practice, week, person …</param>
/// <param name="Region">NHS region code or empty.</param>
/// <param name="StartsOn">First day of what it stands for, or null.</param>
/// <param name="DueAt">UTC instant at which somebody must wake the grain, or null.</param>
/// <param name="Search">Lower-case text that lists are searched by.</param>
/// <param name="Body">UTF-8 JSON for lists and boards.</param>
public sealed record SummaryRow(
    string Grain, long Version, string Kind, string Region, DateOnly? StartsOn, DateTimeOffset? DueAt, string Search, ReadOnlyMemory<byte> Body);

/// <summary>Makes the summary row of a state when, and only when, it is about to be written.</summary>
public interface ISummarySource
{
    /// <summary>Called on the writer's thread; the object must be immutable.</summary>
    SummaryRow ToSummary(string grain, long version);
}

/// <summary>
/// The truth: append-only, one sequence per grain, fenced by (grain, version). All activations of a process share one.
/// </summary>
public interface IJournal
{
    /// <summary>The changes of a grain after a version, in order; the first ones when there are more than wanted.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    Task<ImmutableArray<JournalEntry>> Read(string grain, long afterVersion, CancellationToken cancellationToken, int take = int.MaxValue);

    /// <summary>The writing side of one activation. Never shared, never reopened after it failed.</summary>
    IJournalSession Open(string grain);
}

/// <summary>
/// Appends of one activation, in order. The first failure poisons the session: nothing that was queued behind it is stored, and
/// every later call fails. The activation then drops its state and a new one reads the truth.
/// </summary>
public interface IJournalSession
{
    /// <summary>True once an append has failed.</summary>
    bool IsPoisoned { get; }

    /// <summary>
    /// Queues changes; the task completes when they are durable. Entries of one call and their summary are stored together or not at all.
    /// The list is not touched after the task completes.
    /// </summary>
    /// <exception cref="JournalBusyException">Thrown at once, before anything is queued: the writer's queue is full. The session stays good.</exception>
    /// <exception cref="JournalFencedException">Another activation has written one of these versions; nothing of the call is stored.</exception>
    /// <exception cref="JournalUnavailableException">Nothing of the call is stored.</exception>
    /// <exception cref="JournalOutcomeUnknownException">The commit's answer was lost: stored whole or not at all.</exception>
    Task Append(IReadOnlyList<JournalEntry> entries, ISummarySource? summary);
}

/// <summary>A fault of the journal. The command may be repeated with the same id; what became of it shows then.</summary>
public abstract class JournalException(string message, Exception? inner) : Exception(message, inner), IFault
{
    public abstract string Code { get; }

    public virtual TimeSpan? RetryAfter => null;
}

/// <summary>The writer's queue is full; try again after a moment. Nothing happened.</summary>
public sealed class JournalBusyException(string message) : JournalException(message, null)
{
    public override string Code => FaultCodes.JournalBusy;

    public override TimeSpan? RetryAfter => TimeSpan.FromSeconds(1);
}

/// <summary>Another activation of the same grain was faster. This one must end.</summary>
public sealed class JournalFencedException(string message, Exception? inner = null) : JournalException(message, inner)
{
    public override string Code => FaultCodes.Unavailable;
}

/// <summary>The database did not take it; nothing is stored.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : JournalException(message, inner)
{
    public override string Code => FaultCodes.Unavailable;
}

/// <summary>Stored or not: only reading the journal again will tell.</summary>
public sealed class JournalOutcomeUnknownException(string message, Exception? inner = null) : JournalException(message, inner)
{
    public override string Code => FaultCodes.OutcomeUnknown;
}
