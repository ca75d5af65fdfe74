using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>A pending call was not answered and is due again later. Every process manager declares it as <c>call-deferred</c>.</summary>
internal sealed record CallDeferred(Guid Call) : Change
{
    /// <summary>How a history shows it.</summary>
    public const string Words = "Still waiting for an answer";
}
