using System.Numerics;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>Counts latencies in buckets of at most 1.6 % width, from 1 µs to an hour. One thread at a time writes; merge before reading.</summary>
internal sealed class Latencies
{
    private const int Steps = 64;

    private readonly long[] counts = new long[33 * Steps];

    public long Count { get; private set; }

    public void Add(TimeSpan latency)
    {
        var microseconds = (uint)Math.Clamp(latency.TotalMicroseconds, 1, uint.MaxValue);
        counts[Bucket(microseconds)]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < counts.Length; i++) counts[i] += other.counts[i];
        Count += other.Count;
    }

    /// <summary>The latency in microseconds that a share of all, 0 to 1, did not exceed; 0 when there is none.</summary>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < counts.Length; i++)
        {
            left -= counts[i];
            if (left <= 0 && counts[i] > 0) return Middle(i);
        }

        return 0;
    }

    private static int Bucket(uint microseconds)
    {
        var power = BitOperations.Log2(microseconds);
        var within = power <= 6 ? (microseconds << (6 - power)) - Steps : (microseconds >> (power - 6)) - Steps;
        return power * Steps + (int)within;
    }

    private static double Middle(int bucket)
    {
        var width = Math.Pow(2, bucket / Steps);
        return width * (1 + (bucket % Steps + 0.5) / Steps);
    }
}
