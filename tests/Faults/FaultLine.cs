using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Faults;

/// <summary>What came of one fault on one database.</summary>
/// <param name="Seeds">How many were run, from <see cref="FirstSeed"/> on.</param>
/// <param name="Behind">Summaries and lines of the board that were behind the journal right after a restart.</param>
/// <param name="Control">Whether the oracle noticed when an acknowledged change was taken away behind its back, and when summaries were put back.</param>
internal sealed record FaultLine(string Fault, string Database, int FirstSeed, int Seeds, int Survived, int Acknowledged, int Lost, int Doubled, int Behind, bool Control)
{
    /// <summary>How often the service was killed and its summaries and board compared with the journal.</summary>
    public int Kills { get; init; }

    /// <summary>Milliseconds from the end of a fault to the next answer; null when nothing was waited for.</summary>
    public double? RecoveryMedianMs { get; init; }

    public double? RecoveryMaxMs { get; init; }

    public bool Stood => Survived == Seeds && Control;

    public string ToJson() => JsonSerializer.Serialize(this, JsonForm);

    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
