namespace OutreachSilo.Common;

/// <summary>
/// An exception that the door can explain: something is broken for the moment, nothing was refused. The command may be repeated with the
/// same id. Carried by an interface so that whoever throws and whoever answers need not know each other.
/// </summary>
public interface IFault
{
    /// <summary>One of <see cref="FaultCodes"/>; part of the public contract like a refusal code.</summary>
    string Code { get; }

    /// <summary>When to try again; null when unknown. A fault that says when is passed on to the caller at once instead of being retried.</summary>
    TimeSpan? RetryAfter { get; }
}
