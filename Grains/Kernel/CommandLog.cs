using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>What a command, or a call of another aggregate, was answered. Without a code it was a yes.</summary>
/// <param name="Fingerprint">Of the command, so that an id used for something else is found out; empty where the answer holds whatever was asked.</param>
/// <param name="At">UTC instant of the answer.</param>
internal sealed record RecordedOutcome(string Fingerprint, string? Code, string? Detail, DateTimeOffset At)
{
    /// <summary>The answer to another command under the id of this one.</summary>
    public static readonly Refusal Reused = new(RefusalCodes.CommandReused, "This request id has already been used for something else.");

    /// <summary>Null for a yes.</summary>
    public Refusal? Refusal => Code is null ? null : new Refusal(Code, Detail!);

    /// <summary>The answer to the same command sent again: null for a yes. Refused: CommandReused for another command under the same id.</summary>
    public Refusal? Repeat(string fingerprint) =>
        Fingerprint.Length > 0 && Fingerprint != fingerprint ? Reused : Refusal;

    /// <summary>The decision on the same command sent again: nothing changes, and the answer is <see cref="Repeat"/>.</summary>
    public Decision Repeated(string fingerprint) => Repeat(fingerprint) is { } refusal ? refusal : Decision.Nothing;
}

/// <summary>
/// The answers of an aggregate, so that a command sent again gets the same one. It forgets by age and never by number: no flood of other
/// commands can make an old one new.
/// </summary>
internal sealed record CommandLog
{
    public static readonly CommandLog Empty = new();

    /// <summary>How long an answer is remembered at least.</summary>
    public static readonly TimeSpan Keeps = TimeSpan.FromDays(30);

    public ImmutableDictionary<Guid, RecordedOutcome> Outcomes { get; init; } = ImmutableDictionary<Guid, RecordedOutcome>.Empty;

    /// <summary>Ids of <see cref="Outcomes"/> and when each was answered, oldest first; again where an answer is written over.</summary>
    public ImmutableQueue<(Guid Command, DateTimeOffset At)> Order { get; init; } = [];

    /// <summary>UTC instant that new answers are recorded at.</summary>
    public DateTimeOffset Now { get; init; }

    public RecordedOutcome? Of(Guid command) => Outcomes.GetValueOrDefault(command);

    /// <summary>The log as of an instant, before the changes of that instant are applied: older answers are forgotten.</summary>
    public CommandLog At(DateTimeOffset at)
    {
        var (outcomes, order) = (Outcomes, Order);
        while (!order.IsEmpty && order.Peek() is var oldest && at - oldest.At > Keeps)
        {
            order = order.Dequeue();
            if (outcomes.TryGetValue(oldest.Command, out var known) && known.At == oldest.At) outcomes = outcomes.Remove(oldest.Command);
        }

        return this with { Outcomes = outcomes, Order = order, Now = at };
    }

    public CommandLog With(Guid command, string fingerprint, string? code = null, string? detail = null) => this with
    {
        Outcomes = Outcomes.SetItem(command, new RecordedOutcome(fingerprint, code, detail, Now)),
        Order = Order.Enqueue((command, Now)),
    };
}
