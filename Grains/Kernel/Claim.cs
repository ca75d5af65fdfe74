namespace OutreachSilo.Kernel;

/// <summary>What a claim on units has come to.</summary>
internal enum ClaimState
{
    /// <summary>On the waiting list.</summary>
    Waiting,

    /// <summary>A unit is reserved in the holder's name until they take it or the offer ends.</summary>
    Offered,

    /// <summary>Kept while the holder decides.</summary>
    Held,

    /// <summary>Kept while others decide.</summary>
    Requested,

    Confirmed,

    /// <summary>The unit has gone and the holder has not been given another: open, and takes nothing.</summary>
    Orphaned,

    Attended,

    Absent,

    /// <summary>Given up before it was confirmed.</summary>
    Released,

    Expired,

    /// <summary>Given up after it was confirmed.</summary>
    Withdrawn,

    Declined,
}

/// <summary>One holder's claim on a unit of each of its pools, from its first change to its end and after.</summary>
/// <param name="Holder">Opaque id.</param>
/// <param name="Line">Which waiting list it belongs to, and which other claims of the holder exclude it.</param>
/// <param name="Since">UTC instant of the last change.</param>
/// <param name="Until">UTC instant at which it ends by itself, or null.</param>
/// <param name="Order">Order of arrival in the allocation.</param>
internal sealed record Claim(
    Guid Id, string Holder, int Line, PoolSet Pools, ClaimState State, DateTimeOffset Since, DateTimeOffset? Until, long Order)
{
    /// <summary>Its group on the waiting list: a lower one goes first, and within one whoever came first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether it was ever on the waiting list.</summary>
    public bool CameFromWaiting { get; init; }

    /// <summary>Id of the command that confirmed it, so that a late repeat gets its answer although the claim has ended since.</summary>
    public Guid? ConfirmedBy { get; init; }

    public bool IsOpen => State <= ClaimState.Orphaned;

    /// <summary>Whether it uses up a unit of each of its pools.</summary>
    public bool TakesUnits => State is >= ClaimState.Offered and <= ClaimState.Confirmed or ClaimState.Attended or ClaimState.Absent;
}
