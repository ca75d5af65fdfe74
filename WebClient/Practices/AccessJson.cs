namespace OutreachSilo.Practices;

/// <param name="Features">Of StepFree, AccessibleToilet, HearingLoop, Parking, PublicTransport, QuietRoom; replaces what was stated before.</param>
internal sealed record AccessJson(IReadOnlyList<string> Features)
{
    public static readonly string Accepted = $"features must be any of {string.Join(", ", AccessFeature.Each)}, each once.";

    public static IReadOnlyList<string> Of(AccessFeatures features) => [.. AccessFeature.Each.Where(one => features.HasFlag(one)).Select(one => one.ToString())];

    /// <summary>Names only, exactly as written above; null and empty are none.</summary>
    public static bool TryRead(IEnumerable<string>? names, out AccessFeatures features)
    {
        features = AccessFeatures.None;
        foreach (var name in names ?? [])
        {
            if (name.Length == 0) continue;
            var one = AccessFeature.Each.FirstOrDefault(each => each.ToString() == name);
            if (one == AccessFeatures.None || features.HasFlag(one)) return false;
            features |= one;
        }

        return true;
    }
}
