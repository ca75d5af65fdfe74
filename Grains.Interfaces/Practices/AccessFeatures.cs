namespace OutreachSilo.Practices;

/// <summary>What a practice's building offers to people who need it. Stated by the practice; nothing stated means unknown, not absent.</summary>
[Flags]
[GenerateSerializer, Alias("access-features")]
public enum AccessFeatures
{
    None = 0,
    StepFree = 1,
    AccessibleToilet = 2,
    HearingLoop = 4,
    Parking = 8,
    PublicTransport = 16,
    QuietRoom = 32,
}

/// <summary>Every feature at once: the widest value a command may carry.</summary>
public static class AccessFeature
{
    public const AccessFeatures All =
        AccessFeatures.StepFree | AccessFeatures.AccessibleToilet | AccessFeatures.HearingLoop | AccessFeatures.Parking | AccessFeatures.PublicTransport | AccessFeatures.QuietRoom;

    public static readonly IReadOnlyList<AccessFeatures> Each = [.. Enum.GetValues<AccessFeatures>().Where(feature => feature != AccessFeatures.None)];

    /// <summary>For people, for example "Step-free access".</summary>
    public static string Text(AccessFeatures feature) => feature switch
    {
        AccessFeatures.StepFree => "Step-free access",
        AccessFeatures.AccessibleToilet => "Accessible toilet",
        AccessFeatures.HearingLoop => "Hearing loop",
        AccessFeatures.Parking => "Parking on site",
        AccessFeatures.PublicTransport => "Near public transport",
        AccessFeatures.QuietRoom => "Quiet room",
        _ => string.Join(", ", Each.Where(one => feature.HasFlag(one)).Select(Text)),
    };
}
