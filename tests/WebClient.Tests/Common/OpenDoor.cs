namespace OutreachSilo.Common;

/// <summary>One door for the tests of a class; opening it migrates an accounts store.</summary>
public sealed class OpenDoor : IAsyncLifetime
{
    internal Door Door { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Door = await Door.Open();

    public ValueTask DisposeAsync() => Door.DisposeAsync();
}
