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

    /// <summary>Everything: all wait for about a millisecond a megabyte that is in use. The room stays, for whatever comes next.</summary>
    All,

    /// <summary>As <see cref="All"/>, and room that is not needed goes back to the machine, which has to clear it again before the next rush can use it.</summary>
    GiveBack,
}

/// <summary>
/// When to collect garbage although no memory is short. The young generation may grow by hundreds of megabytes before the runtime does it by itself: right in a rush, and what a
/// start or a thousand new connections leave behind would stay for hours where nothing happens after it. So everything is collected once after a busy spell, when the
/// process has come to rest; the room goes back once it stays at rest; and the young is collected from time to time meanwhile.
/// </summary>
internal sealed class RestingPace
{
    /// <summary>Below it, of one core, the process is at rest; ten thousand idle viewers take 0.07 to 0.2.</summary>
    public const double RestingCoreShare = 0.25;

    /// <summary>So long at rest before anything is done.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>So long at rest before room is given back.</summary>
    public static readonly TimeSpan LongRest = TimeSpan.FromMinutes(1);

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
    private bool hasRoom;

    /// <summary>To be asked every few seconds.</summary>
    public Tidying Next(Usage now)
    {
        var what = Choose(last, now);
        last = now;
        if (what != Tidying.None || now.Collections != tidied.Collections) tidied = now;
        return what;
    }

    private Tidying Choose(Usage before, Usage now)
    {
        if (now.Cpu - before.Cpu > (now.At - before.At) * RestingCoreShare)
        {
            spell += now.Allocated - before.Allocated;
            restingSince = null;
            return Tidying.None;
        }

        restingSince ??= before.At;
        var rested = now.At - restingSince.Value;
        if (rested < Rest) return Tidying.None;
        if (now.Heap <= HeapBytesMax)
        {
            if (spell >= SpellBytes && (allAt is null || now.At - allAt >= BetweenAll))
            {
                (spell, allAt, hasRoom) = (0, now.At, true);
                return Tidying.All;
            }

            if (hasRoom && rested >= LongRest)
            {
                (allAt, hasRoom) = (now.At, false);
                return Tidying.GiveBack;
            }
        }

        return now.Collections == tidied.Collections && now.Allocated - tidied.Allocated >= YoungBytes ? Tidying.Young : Tidying.None;
    }
}
