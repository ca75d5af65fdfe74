namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>One figure that a scenario reports, and what it is held against.</summary>
/// <param name="Name">For example <c>b2</c> or <c>b4-whole</c>.</param>
/// <param name="Unit">Of our figure and of the peers', for example bookings/s.</param>
internal sealed record Metric(string Name, string What, string Unit, params Goal[] Goals);

/// <summary>The value wanted, and the floor that must not be missed.</summary>
/// <param name="Against">A peer, for the ratio to it; or <see cref="Self"/>, for the figure itself.</param>
/// <param name="IsMaximum">Whether less is better.</param>
internal sealed record Goal(string Against, double Target, double? Floor, bool IsMaximum)
{
    public const string Self = "self";

    public static Goal AtLeast(double target, double? floor, string peer) => new(peer, target, floor, IsMaximum: false);

    public static Goal AtMost(double target, double? floor = null, string against = Self) => new(against, target, floor, IsMaximum: true);

    public bool IsMet(double value, double bound) => IsMaximum ? value <= bound : value >= bound;
}
