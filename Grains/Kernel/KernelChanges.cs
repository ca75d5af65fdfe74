using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>A pending call was not answered and is due again later. Each process manager declares it under a kind of its own.</summary>
internal sealed record CallDeferred(Guid Call) : Change
{
    /// <summary>How a history shows it.</summary>
    public const string Words = "Still waiting for an answer";
}
