namespace OutreachSilo.Machine;

/// <summary>How much goes wrong. Each number is "one in so many", 0 for never.</summary>
internal sealed record Weather
{
    public static readonly Weather Calm = new();

    public static readonly Weather Storm = new()
    {
        IsSlow = true,
        LostRequest = 60,
        LostReply = 40,
        Misplaced = 12,
        FailedFlush = 60,
        LostFlushAnswer = 60,
        FailedRead = 80,
        BusyAppend = 100,
        DeletedSnapshot = 10,
        OldSnapshot = 5,
        DamagedSnapshot = 10,
    };

    /// <summary>Whether messages and flushes sometimes take long; some longer than anybody waits for them.</summary>
    public bool IsSlow { get; private init; }

    public int LostRequest { get; private init; }

    public int LostReply { get; private init; }

    /// <summary>Calls that go to another node than the one that has the grain, so that it gets a second activation there.</summary>
    public int Misplaced { get; private init; }

    public int FailedFlush { get; private init; }

    /// <summary>Flushes that are stored and look as if nobody knew.</summary>
    public int LostFlushAnswer { get; private init; }

    public int FailedRead { get; private init; }

    public int BusyAppend { get; private init; }

    /// <summary>Of a grain that has snapshots: none is found.</summary>
    public int DeletedSnapshot { get; private init; }

    /// <summary>Any of them is found.</summary>
    public int OldSnapshot { get; private init; }

    public int DamagedSnapshot { get; private init; }

    /// <summary>How long something is under way.</summary>
    public TimeSpan Delay(Dice dice) =>
        !IsSlow ? dice.Between(0.0001, 0.002)
        : dice.Below(100) switch
        {
            < 70 => dice.Between(0.0001, 0.003),
            < 90 => dice.Between(0.003, 0.05),
            < 99 => dice.Between(0.05, 1),
            _ => dice.Between(1, 15),
        };
}
