namespace OutreachSilo.Common;

/// <summary>A "no" with its reason. A value, never an exception: faults are retried, refusals are not.</summary>
/// <param name="Code">One of <see cref="RefusalCodes"/>; stable for ever.</param>
/// <param name="Detail">One sentence a person can act on, British English, no personal data.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal([property: Id(0)] string Code, [property: Id(1)] string Detail);
