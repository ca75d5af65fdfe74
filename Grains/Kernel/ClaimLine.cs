using System.Collections.Immutable;

namespace OutreachSilo.Kernel;

/// <summary>A place on a waiting list.</summary>
internal readonly record struct WaitingEntry(int Priority, long Order, Guid Claim) : IComparable<WaitingEntry>
{
    public static WaitingEntry Of(Claim claim) => new(claim.Priority, claim.Order, claim.Id);

    public int CompareTo(WaitingEntry other) => (Priority, Order).CompareTo((other.Priority, other.Order));
}

/// <summary>When a claim ends by itself.</summary>
internal readonly record struct ClaimDeadline(DateTimeOffset Until, Guid Claim) : IComparable<ClaimDeadline>
{
    public int CompareTo(ClaimDeadline other) => Until.CompareTo(other.Until) is var byTime and not 0 ? byTime : Claim.CompareTo(other.Claim);
}

/// <summary>The claims of one line, counted.</summary>
internal sealed record ClaimLine
{
    private static readonly int States = Enum.GetValues<ClaimState>().Length;

    /// <summary>Claims by state.</summary>
    public ImmutableArray<int> ByState { get; init; } = [.. Enumerable.Repeat(0, States)];

    public ImmutableSortedSet<WaitingEntry> Waiting { get; init; } = [];

    public ImmutableSortedSet<ClaimDeadline> Deadlines { get; init; } = [];

    /// <summary>UTC instant at which the first of its claims ends by itself, or null.</summary>
    public DateTimeOffset? DueAt => Deadlines.IsEmpty ? null : Deadlines.Min.Until;

    public int Count(ClaimState state) => ByState[(int)state];

    public ClaimLine With(Claim claim) => Counted(claim, +1) with
    {
        Waiting = claim.State == ClaimState.Waiting ? Waiting.Add(WaitingEntry.Of(claim)) : Waiting,
        Deadlines = claim.Until is { } until ? Deadlines.Add(new(until, claim.Id)) : Deadlines,
    };

    public ClaimLine Without(Claim claim) => Counted(claim, -1) with
    {
        Waiting = claim.State == ClaimState.Waiting ? Waiting.Remove(WaitingEntry.Of(claim)) : Waiting,
        Deadlines = claim.Until is { } until ? Deadlines.Remove(new(until, claim.Id)) : Deadlines,
    };

    private ClaimLine Counted(Claim claim, int by) => this with { ByState = ByState.SetItem((int)claim.State, Count(claim.State) + by) };
}
