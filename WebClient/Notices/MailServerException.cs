namespace OutreachSilo.Notices;

/// <summary>The mail server, or whoever issues tokens for it, cannot be used: no mail goes out until that is over.</summary>
internal sealed class MailServerException(string message, Exception? inner = null) : Exception(message, inner);
