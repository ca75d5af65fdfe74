namespace OutreachSilo.Machine;

/// <summary>All the chance of one run. The same seed and the same questions in the same order give the same answers.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>0 up to, and without, the bound.</summary>
    public int Below(int bound) => random.Next(bound);

    public bool OneIn(int times) => times > 0 && random.Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public TimeSpan Between(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromTicks((long)((leastSeconds + (random.NextDouble() * (mostSeconds - leastSeconds))) * TimeSpan.TicksPerSecond));

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
