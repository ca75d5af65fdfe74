namespace OutreachSilo.Resting;

/// <summary>What the process has used since it began.</summary>
/// <param name="At">On any clock that only goes forward.</param>
/// <param name="Cpu">Of all cores together.</param>
/// <param name="Allocated">Bytes ever allocated.</param>
/// <param name="Heap">Bytes of the heap when garbage was last collected; 0 before.</param>
/// <param name="Collections">How often garbage was collected.</param>
internal readonly record struct Usage(TimeSpan At, TimeSpan Cpu, long Allocated, long Heap, int Collections);

internal enum Tidying
{
    None,

    /// <summary>Only what is young: some milliseconds.</summary>
    Young,

    /// <summary>Everything, and memory that is not needed goes back: everybody waits for about a millisecond a megabyte that is in use.</summary>
    All,
}

/// <summary>
/// When to collect garbage although no memory is short. The young generation may grow by hundreds of megabytes before the runtime does it by itself: right in a rush, but what a
/// start or a thousand new connections leave behind would stay for hours where nothing happens after it. So everything is collected once after a busy spell, when the
/// process has come to rest, and the young from time to time while it stays at rest.
/// </summary>
internal sealed class RestingPace
{
    /// <summary>Below it, of one core, the process is at rest; ten thousand idle viewers take 0.07 to 0.2.</summary>
    public const double RestingCoreShare = 0.25;

    /// <summary>As long at rest before anything is done.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>The shortest time between two collections of everything.</summary>
    public static readonly TimeSpan BetweenAll = TimeSpan.FromSeconds(30);

    /// <summary>A spell that allocated less is not worth the pause.</summary>
    public const long SpellBytes = 32 << 20;

    public const long YoungBytes = 16 << 20;

    /// <summary>With more in use the pause would be too long; a process of that size keeps what it has.</summary>
    public const long HeapBytesMax = 512 << 20;

    private Usage last;
    private Usage tidied;
    private long spell;
    private TimeSpan? restingSince;
    private TimeSpan? allAt;

    /// <summary>To be asked every few seconds.</summary>
    public Tidying Next(Usage now)
    {
        var before = last;
        last = now;
        if (now.Collections != tidied.Collections) tidied = now;
        if ((now.Cpu - before.Cpu) > (now.At - before.At) * RestingCoreShare)
        {
            spell += now.Allocated - before.Allocated;
            restingSince = null;
            return Tidying.None;
        }

        restingSince ??= before.At;
        if (now.At - restingSince < Rest) return Tidying.None;
        if (spell >= SpellBytes && now.Heap <= HeapBytesMax && (allAt is null || now.At - allAt >= BetweenAll))
        {
            (spell, allAt, tidied) = (0, now.At, now);
            return Tidying.All;
        }

        if (now.Allocated - tidied.Allocated < YoungBytes) return Tidying.None;
        tidied = now;
        return Tidying.Young;
    }
}
