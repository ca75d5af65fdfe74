namespace OutreachSilo.Hosting;

/// <summary>One silo for all tests of a class that need nothing of their own from it but grains.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal ConformanceHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ConformanceHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
