using OutreachSilo.EndToEnd;
using OutreachSilo.Tasters;

namespace OutreachSilo.Faults.Crowd;

internal enum StepKind
{
    Hold,
    Confirm,
    Release,
}

/// <summary>One command of one person, under one idempotency key.</summary>
/// <param name="Place">Which it is about; null for a hold.</param>
internal sealed record Step(int Person, StepKind Kind, WeekId Week, Guid? Place)
{
    public string Key => $"{Kind}-{Week}";

    public string Path => Kind switch
    {
        StepKind.Hold => $"/api/v1/weeks/{Week.Practice}/{Week.Monday:yyyy-MM-dd}/places",
        StepKind.Confirm => $"/api/v1/places/{Place}/confirm",
        _ => $"/api/v1/places/{Place}/release",
    };

    /// <summary>Null as long as nobody has said what it came to.</summary>
    public Answer? Answer { get; set; }
}
