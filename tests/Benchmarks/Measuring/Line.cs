using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>One measured line of output.</summary>
internal sealed record Line(Metric Metric, StorageProvider Database, double Ours)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public double? P50us { get; init; }

    public double? P99us { get; init; }

    /// <summary>The peers' figures, in our unit.</summary>
    public Dictionary<string, double> Peers { get; init; } = [];

    /// <summary>By peer, in the direction in which the goal is stated.</summary>
    public Dictionary<string, double> Ratios { get; init; } = [];

    /// <summary>Further figures, with their units in the name.</summary>
    public Dictionary<string, double> Also { get; init; } = [];

    /// <summary>Null without a target.</summary>
    public bool? Met => Judge(goal => goal.Target);

    public bool? FloorMet => Judge(goal => goal.Floor);

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Scenario = Metric.Name,
            Metric.What,
            Database = Database.ToString().ToLowerInvariant(),
            Ours,
            Metric.Unit,
            P50us,
            P99us,
            Peers,
            Ratios,
            Target = Metric.Goals.ToDictionary(goal => goal.Against, goal => goal.Target),
            Floor = Metric.Goals.Where(goal => goal.Floor is not null).ToDictionary(goal => goal.Against, goal => goal.Floor),
            Met,
            FloorMet,
            Also,
        },
        Options);

    private bool? Judge(Func<Goal, double?> bound)
    {
        var bounded = Metric.Goals.Where(goal => bound(goal) is not null).ToList();
        return bounded.Count == 0 ? null : bounded.TrueForAll(goal => goal.IsMet(Measured(goal), bound(goal)!.Value));
    }

    private double Measured(Goal goal) => goal.Against == Goal.Self ? Ours : Ratios.GetValueOrDefault(goal.Against, double.NaN);
}
