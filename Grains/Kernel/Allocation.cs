using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// Limited units and the claims on them: places of a week over its half-days, seats of an event and of its workshops, mentees of a mentor.
/// A claim takes one unit of each of its pools or none. Pure and immutable; what may be done to a claim is its feature's to decide, that no
/// pool is overdrawn is this one's.
/// </summary>
internal sealed record Allocation
{
    public static readonly Allocation None = new();

    /// <summary>Units of each pool.</summary>
    public ImmutableArray<int> Capacities { get; init; } = [];

    /// <summary>Units of each pool that claims take: derived, and counted anew by <see cref="CheckWhole"/>.</summary>
    public ImmutableArray<int> Taken { get; init; } = [];

    public ImmutableArray<ClaimLine> Lines { get; init; } = [];

    /// <summary>Every claim ever made, ended ones too: a repeated command must get its answer.</summary>
    public ImmutableDictionary<Guid, Claim> Claims { get; init; } = ImmutableDictionary<Guid, Claim>.Empty;

    /// <summary>Open claims of a holder in a line: one, where the feature's rules make them exclude each other.</summary>
    public ImmutableDictionary<(string Holder, int Line), ImmutableArray<Guid>> Open { get; init; } =
        ImmutableDictionary<(string, int), ImmutableArray<Guid>>.Empty;

    /// <summary>UTC instant at which the first claim ends by itself, or null.</summary>
    public DateTimeOffset? DueAt
    {
        get
        {
            DateTimeOffset? due = null;
            foreach (var line in Lines)
                if (line.DueAt is { } at && (due is null || at < due)) due = at;
            return due;
        }
    }

    /// <param name="capacities">Of each pool; at most <see cref="PoolSet.PoolsMax"/>.</param>
    /// <param name="lines">How many waiting lists there are.</param>
    public static Allocation Of(ImmutableArray<int> capacities, int lines)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacities.Length, PoolSet.PoolsMax);
        var taken = ImmutableArray.CreateRange(Enumerable.Repeat(0, capacities.Length));
        return new Allocation { Capacities = capacities, Taken = taken, Lines = [.. Enumerable.Repeat(new ClaimLine(), lines)] };
    }

    /// <summary>How many more claims on these pools there is room for; never below zero. Without a pool there is no limit.</summary>
    public int Free(PoolSet pools)
    {
        var least = int.MaxValue;
        foreach (var pool in pools) least = Math.Min(least, Capacities[pool] - Taken[pool]);
        return Math.Max(0, least);
    }

    /// <summary>The most units that are taken of any of these pools.</summary>
    public int MostTaken(PoolSet pools)
    {
        var most = 0;
        foreach (var pool in pools) most = Math.Max(most, Taken[pool]);
        return most;
    }

    public Claim? OpenOf(string holder, int line) => Open.TryGetValue((holder, line), out var ids) ? Claims[ids[0]] : null;

    /// <summary>1 for the first of the waiting list, 0 for a claim that is not on it.</summary>
    public int Position(Claim claim) => claim.State == ClaimState.Waiting ? Lines[claim.Line].Waiting.IndexOf(WaitingEntry.Of(claim)) + 1 : 0;

    /// <summary>A new claim.</summary>
    /// <exception cref="InvalidDataException">Its id is taken, or there is no such line.</exception>
    public Allocation Add(
        Guid id, string holder, int line, PoolSet pools, ClaimState state, DateTimeOffset at, DateTimeOffset? until = null, int priority = 0) =>
        line >= Lines.Length ? throw new InvalidDataException($"Claim {id:N} is of a line that does not exist.")
            : Claims.ContainsKey(id) ? throw new InvalidDataException($"Claim {id:N} is made twice.")
            : Put(null, new Claim(id, holder, line, pools, state, at, until, Claims.Count) { Priority = priority });

    /// <summary>What becomes of a known claim.</summary>
    /// <param name="pools">Others than before, or null.</param>
    public Allocation Move(
        Guid id, ClaimState to, DateTimeOffset at, DateTimeOffset? until = null, PoolSet? pools = null, Guid? confirmedBy = null)
    {
        var before = Claims[id];
        return Put(before, before with
        {
            State = to,
            Since = at,
            Until = until,
            Pools = pools ?? before.Pools,
            CameFromWaiting = before.CameFromWaiting || before.State == ClaimState.Waiting,
            ConfirmedBy = confirmedBy ?? before.ConfirmedBy,
        });
    }

    public Allocation Resize(PoolSet pools, int capacity)
    {
        var capacities = Capacities.ToArray();
        foreach (var pool in pools) capacities[pool] = capacity;
        return this with { Capacities = ImmutableCollectionsMarshal.AsImmutableArray(capacities) };
    }

    /// <summary>Who would have no unit any more if these pools had so many: whoever came last first.</summary>
    public ImmutableArray<Claim> Displaced(PoolSet pools, int capacity)
    {
        var left = Taken.ToArray();
        var displaced = ImmutableArray.CreateBuilder<Claim>();
        foreach (var claim in Claims.Values.Where(claim => claim is { TakesUnits: true, IsOpen: true }).OrderByDescending(claim => claim.Order))
        {
            if (!IsOver(claim.Pools)) continue;
            foreach (var pool in claim.Pools) left[pool]--;
            displaced.Add(claim);
        }

        return displaced.ToImmutable();

        bool IsOver(PoolSet wanted)
        {
            foreach (var pool in wanted)
                if (pools.Contains(pool) && left[pool] > capacity) return true;
            return false;
        }
    }

    /// <summary>Claims whose deadline has come, the first to end first.</summary>
    public IEnumerable<Guid> Lapsed(DateTimeOffset now) =>
        Lines.SelectMany(line => line.Deadlines.TakeWhile(deadline => deadline.Until <= now)).Order().Select(deadline => deadline.Claim);

    /// <summary>
    /// Whom the waiting lists move up next: of the first of each list, whoever goes first by priority and arrival. The first of a list waits
    /// until there is room for them and is not overtaken within it.
    /// </summary>
    /// <param name="isOpen">Whether a list moves up at all.</param>
    /// <param name="pools">What its next one is to be given.</param>
    public Claim? NextWaiting(Func<int, bool> isOpen, Func<Claim, PoolSet> pools)
    {
        WaitingEntry? next = null;
        for (var line = 0; line < Lines.Length; line++)
        {
            if (Lines[line].Waiting.IsEmpty || !isOpen(line)) continue;
            var first = Lines[line].Waiting.Min;
            if ((next is null || first.CompareTo(next.Value) < 0) && Free(pools(Claims[first.Claim])) > 0) next = first;
        }

        return next is { } found ? Claims[found.Claim] : null;
    }

    /// <summary>I1: no pool is overdrawn.</summary>
    /// <exception cref="InvariantException">One is.</exception>
    public void Check(string owner)
    {
        for (var pool = 0; pool < Capacities.Length; pool++)
        {
            if (Taken[pool] > Capacities[pool] || Taken[pool] < 0)
                throw new InvariantException($"{owner}: {Taken[pool]} units of pool {pool} are taken, which has {Capacities[pool]}.");
        }
    }

    /// <summary>That every count is what the claims make it.</summary>
    /// <exception cref="InvariantException">One differs.</exception>
    public void CheckWhole(string owner)
    {
        Check(owner);
        var counted = Of(Capacities, Lines.Length);
        foreach (var claim in Claims.Values.OrderBy(claim => claim.Order)) counted = counted.Put(null, claim);
        var isSame = counted.Taken.AsSpan().SequenceEqual(Taken.AsSpan())
            && counted.Open.Count == Open.Count
            && counted.Lines.Zip(Lines).All(static pair =>
                pair.First.ByState.AsSpan().SequenceEqual(pair.Second.ByState.AsSpan())
                && pair.First.Waiting.SetEquals(pair.Second.Waiting)
                && pair.First.Deadlines.SetEquals(pair.Second.Deadlines));
        if (!isSame) throw new InvariantException($"{owner}: the counts differ from the claims.");
    }

    private Allocation Put(Claim? before, Claim after)
    {
        var line = Lines[after.Line];
        if (before is not null) line = line.Without(before);
        return this with
        {
            Taken = Count(before, after),
            Lines = Lines.SetItem(after.Line, line.With(after)),
            Claims = Claims.SetItem(after.Id, after),
            Open = after.IsOpen == (before?.IsOpen ?? false) ? Open : Opened(after),
        };
    }

    private ImmutableDictionary<(string Holder, int Line), ImmutableArray<Guid>> Opened(Claim after)
    {
        var key = (after.Holder, after.Line);
        var others = Open.GetValueOrDefault(key, []);
        if (after.IsOpen) return Open.SetItem(key, others.Add(after.Id));
        return others.Length > 1 ? Open.SetItem(key, others.Remove(after.Id)) : Open.Remove(key);
    }

    private ImmutableArray<int> Count(Claim? before, Claim after)
    {
        var gives = before is { TakesUnits: true } ? before.Pools : PoolSet.None;
        var takes = after.TakesUnits ? after.Pools : PoolSet.None;
        if (gives == takes) return Taken;
        var taken = Taken.ToArray();
        foreach (var pool in gives) taken[pool]--;
        foreach (var pool in takes) taken[pool]++;
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}
