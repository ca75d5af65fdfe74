using System.Net;
using OutreachSilo.Tasters;

namespace OutreachSilo.Faults.Crowd;

internal enum StepKind
{
    Hold,
    Confirm,
    Release,
}

/// <summary>What an answer said. What a place has come to since is not part of it: a repeat is told the newest state.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Code, Guid? Place)
{
    public bool IsDone => Status is HttpStatusCode.OK or HttpStatusCode.Created;
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
