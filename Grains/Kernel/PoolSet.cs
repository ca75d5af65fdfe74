using System.Numerics;

namespace OutreachSilo.Kernel;

/// <summary>Some of the at most 64 pools of an allocation: those that a claim takes a unit of.</summary>
internal readonly record struct PoolSet(ulong Bits)
{
    public const int PoolsMax = 64;

    public static readonly PoolSet None;

    public bool IsEmpty => Bits == 0;

    public static PoolSet Of(int pool) => new(1UL << pool);

    public bool Contains(int pool) => (Bits >> pool & 1) != 0;

    public PoolSet With(PoolSet other) => new(Bits | other.Bits);

    public Enumerator GetEnumerator() => new(Bits);

    /// <summary>The pools in ascending order.</summary>
    public struct Enumerator(ulong bits)
    {
        private ulong rest = bits;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            if (rest == 0) return false;
            Current = BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }
}
