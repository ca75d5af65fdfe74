using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>A version of a scheme's agreement.</summary>
/// <param name="PublishedAt">UTC instant.</param>
internal sealed record AgreementVersion(int Version, TextRef Text, DateTimeOffset PublishedAt);
