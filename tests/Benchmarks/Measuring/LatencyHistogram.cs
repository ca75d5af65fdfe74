using System.Numerics;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>Latencies from 1 µs to an hour in buckets of at most 1.6 % width. One thread at a time may write.</summary>
internal sealed class LatencyHistogram
{
    private const int Steps = 64;

    private readonly long[] counts = new long[33 * Steps];

    public long Count { get; private set; }

    public double P50us => Percentile(0.5);

    public double P99us => Percentile(0.99);

    public void Add(TimeSpan latency)
    {
        var microseconds = (uint)Math.Clamp(latency.TotalMicroseconds, 1, uint.MaxValue);
        var power = BitOperations.Log2(microseconds);
        var step = power <= 6 ? microseconds << (6 - power) : microseconds >> (power - 6);
        counts[power * Steps + (int)step - Steps]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++) counts[i] += other.counts[i];
        Count += other.Count;
    }

    /// <summary>The latency in microseconds that a share of all, 0 to 1, did not exceed; 0 when there is none.</summary>
    private double Percentile(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < counts.Length; i++)
        {
            left -= counts[i];
            if (left <= 0 && counts[i] > 0) return Math.Pow(2, i / Steps) * (1 + (i % Steps + 0.5) / Steps);
        }

        return 0;
    }
}
