using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>One measured line of a scenario. Peers are measured in the same run, in turn with ours.</summary>
/// <param name="Scenario">For example <c>b2</c> or <c>b4-whole</c>.</param>
/// <param name="What">For people.</param>
/// <param name="Unit">Of <paramref name="Ours"/> and the peers, for example bookings/s.</param>
internal sealed record Line(string Scenario, string What, double Ours, string Unit)
{
    public double? P50us { get; init; }

    public double? P99us { get; init; }

    public Dictionary<string, double> Peers { get; init; } = [];

    /// <summary>Ours to the peer: how many times more, or where less is better, how many times as long.</summary>
    public Dictionary<string, double> Ratios { get; init; } = [];

    /// <summary>By peer, or by <c>self</c> for a target in the line's own unit.</summary>
    public Dictionary<string, double> Target { get; init; } = [];

    public bool LessIsBetter { get; init; }

    /// <summary>Further figures with their units in the name, for example <c>bytesPerBooking</c>.</summary>
    public Dictionary<string, double> Also { get; init; } = [];

    /// <summary>Null when the line has no target.</summary>
    public bool? Met => Target.Count == 0 ? null : Target.All(target =>
    {
        var measured = target.Key == Self ? Ours : Ratios.GetValueOrDefault(target.Key, double.NaN);
        return LessIsBetter ? measured <= target.Value : measured >= target.Value;
    });

    public const string Self = "self";

    public string ToJson() => JsonSerializer.Serialize(this, JsonForm);

    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
