using OutreachSilo.Kernel;

namespace OutreachSilo.Tasters;

/// <summary>The pools of a week: for each kind its places on each half-day, and for both together the desks on each.</summary>
internal static class WeekPools
{
    public const int Count = FirstDesk + HalfDays.PerWeek;

    private const int FirstDesk = Lines * HalfDays.PerWeek;

    /// <summary>One waiting list for each kind.</summary>
    public const int Lines = 2;

    public static readonly PoolSet AllDesks = Desks(HalfDays.WholeWeek);

    public static PoolSet Places(TasterKind kind, HalfDays halfDays) => new((ulong)halfDays.Bits << (int)kind * HalfDays.PerWeek);

    public static PoolSet Desks(HalfDays halfDays) => new((ulong)halfDays.Bits << FirstDesk);

    /// <summary>What a place of a kind takes.</summary>
    public static PoolSet Of(TasterKind kind, HalfDays halfDays) => Places(kind, halfDays).With(Desks(halfDays));

    public static HalfDays HalfDaysOf(PoolSet pools) => new((ushort)(pools.Bits >> FirstDesk & HalfDays.WholeWeek.Bits));
}
