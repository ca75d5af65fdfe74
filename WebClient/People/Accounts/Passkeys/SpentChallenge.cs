namespace OutreachSilo.People.Accounts.Passkeys;

/// <summary>A challenge that was answered; its answer is not taken again, on any node.</summary>
internal sealed class SpentChallenge
{
    /// <summary>SHA-256, hexadecimal.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset At { get; init; }
}
