using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace OutreachSilo.Notices;

/// <summary>What a failed delivery means.</summary>
internal static class MailFaults
{
    /// <summary>The server does not take any mail from us: away, overloaded, or set up otherwise than we are.</summary>
    public static bool IsServerTrouble(Exception fault) => fault switch
    {
        SmtpFailedRecipientException => false,
        SmtpException smtp => (int)smtp.StatusCode is not ((>= 450 and <= 452) or (>= 550 and <= 554)),
        _ => fault is IOException or SocketException or AuthenticationException or TimeoutRejectedException,
    };

    /// <summary>The server was reached and says that this mail will never be taken.</summary>
    public static bool IsFinal(Exception fault) => fault is SmtpException smtp && (int)smtp.StatusCode is >= 550 and <= 554;

    /// <summary>Nothing was tried: too many conversations have failed just now.</summary>
    public static bool IsPause(Exception fault) => fault is BrokenCircuitException;

    /// <summary>For those who run the service; without personal data, which servers like to repeat.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        SmtpException { InnerException: { } inner } when IsServerTrouble(fault) => $"The mail server cannot be used: {inner.Message}",
        SmtpException smtp when IsServerTrouble(fault) => $"The mail server cannot be used ({smtp.StatusCode}).",
        SmtpException smtp => $"The mail server does not take this mail ({(int)smtp.StatusCode} {smtp.StatusCode}).",
        TimeoutRejectedException => "The mail server did not answer in time.",
        _ => $"It could not be handed over: {fault.Message}",
    };
}
