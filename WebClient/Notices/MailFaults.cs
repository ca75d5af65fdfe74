using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace OutreachSilo.Notices;

/// <summary>What a failed delivery means.</summary>
internal static class MailFaults
{
    /// <summary>The server does not take any mail from us: away, overloaded, or set up otherwise than we are.</summary>
    public static bool IsServerTrouble(Exception fault) => fault switch
    {
        SmtpCommandException smtp => !IsOfOneMail(smtp),
        MailServerException or ProtocolException or ServiceNotAuthenticatedException or ServiceNotConnectedException => true,
        _ => fault is IOException or SocketException or TimeoutRejectedException,
    };

    /// <summary>The server was reached and says that this mail will never be taken.</summary>
    public static bool IsFinal(Exception fault) => fault switch
    {
        SmtpCommandException smtp => IsOfOneMail(smtp) && IsPermanent(smtp.StatusCode),
        // The mail needs something that the server has not got, for example an address outside ASCII.
        _ => fault is NotSupportedException or FormatException,
    };

    /// <summary>Nothing was tried: too many conversations have failed just now.</summary>
    public static bool IsPause(Exception fault) => fault is BrokenCircuitException;

    /// <summary>For those who run the service; without personal data, which servers like to repeat.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        MailServerException => $"The email server cannot be used: {fault.Message}",
        SmtpCommandException smtp when IsServerTrouble(fault) =>
            $"The email server cannot be used ({smtp.ErrorCode}, {(int)smtp.StatusCode} {smtp.StatusCode}).",
        SmtpCommandException smtp => $"The email server did not accept this email ({(int)smtp.StatusCode} {smtp.StatusCode}).",
        TimeoutRejectedException => "The email server did not answer in time.",
        _ when IsServerTrouble(fault) => $"The email server cannot be used: {fault.Message}",
        _ => $"The email could not be sent: {fault.Message}",
    };

    /// <summary>A refused sender is ours, the same for every mail; unless it is the size that was announced with it.</summary>
    private static bool IsOfOneMail(SmtpCommandException smtp) =>
        smtp.StatusCode != SmtpStatusCode.ServiceNotAvailable && smtp.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted => true,
            SmtpErrorCode.SenderNotAccepted => smtp.StatusCode == SmtpStatusCode.ExceededStorageAllocation,
            _ => smtp.StatusCode == SmtpStatusCode.TransactionFailed,
        };

    /// <summary>The first digit of a reply says it (RFC 5321, section 4.2.1).</summary>
    private static bool IsPermanent(SmtpStatusCode status) => (int)status / 100 == 5;
}
