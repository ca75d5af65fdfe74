namespace OutreachSilo.Common;

/// <summary>One door for the tests of a class; opening it migrates an accounts store.</summary>
public sealed class OpenDoor : IAsyncLifetime
{
    internal Door Door { get; private set; } = null!;

    /// <summary>Without rate limits, which have tests of their own and would answer for everything else here.</summary>
    public async ValueTask InitializeAsync() => Door = await Door.Open(false, NoLimits);

    internal static (string Key, string Value)[] NoLimits => [.. Limits.Select(limit => (limit, "10000000"))];

    private static readonly string[] Limits =
        ["Limits:WritesPerMinute", "Limits:ReadsPerMinute", "Limits:AnonymousPerMinute", "Limits:SignInsPerMinute", "Limits:AttemptsPerMinute", "Limits:LiveConnectsPerMinute"];

    public ValueTask DisposeAsync() => Door.DisposeAsync();
}
