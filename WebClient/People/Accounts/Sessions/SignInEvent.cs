namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>One attempt to be let in, kept for <see cref="AccountsSweep.EventDays"/> days.</summary>
public sealed class SignInEvent
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when no account was found; what was typed instead is not kept.</summary>
    public string? AccountId { get; init; }

    public required SignInMethod How { get; init; }

    public required SignInOutcome Outcome { get; init; }

    /// <summary>IP address of the attempt.</summary>
    public required string Address { get; init; }

    /// <summary>Browser and system in words.</summary>
    public required string Browser { get; init; }
}
