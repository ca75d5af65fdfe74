namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>Ours and a peer in turn, so that whatever else the machine does falls on both.</summary>
internal static class Pairs
{
    /// <summary>The median of the ratios of the pairs, and of each side.</summary>
    public static (double Ratio, double Ours, double Peer) Compare(IReadOnlyList<double> ours, IReadOnlyList<double> peer) =>
        (Median([.. ours.Zip(peer, (one, other) => one / other)]), Median(ours), Median(peer));

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? double.NaN : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
