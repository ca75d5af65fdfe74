namespace OutreachSilo.Practices;

/// <summary>The questions of the publishing journey, in order, and at the end the answers to look over.</summary>
internal enum PublishStep
{
    Weeks,
    Offers,
    Opening,
    Check,
}
