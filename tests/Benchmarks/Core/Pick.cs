namespace OutreachSilo.Benchmarks.Core;

/// <summary>Which of many a booking goes for: all alike, or by Zipf's law, where the first draws most. The same number always picks the same.</summary>
internal sealed class Pick
{
    private readonly int count;
    private readonly double[] cumulative;

    private Pick(int count, double[] cumulative) => (this.count, this.cumulative) = (count, cumulative);

    public static Pick Uniform(int count) => new(count, []);

    public static Pick Zipf(int count, double exponent)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++) sums[i] = sum += Math.Pow(i + 1, -exponent);
        for (var i = 0; i < count; i++) sums[i] /= sum;
        return new Pick(count, sums);
    }

    public int At(long number)
    {
        if (cumulative.Length == 0) return (int)(Scatter((ulong)number) % (ulong)count);
        var found = Array.BinarySearch(cumulative, Scatter((ulong)number) / (double)ulong.MaxValue);
        return Math.Min(found < 0 ? ~found : found, cumulative.Length - 1);
    }

    // The finalizer of SplitMix64: neighbours land anywhere.
    private static ulong Scatter(ulong number)
    {
        number += 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}
