namespace OutreachSilo.Practices;

/// <summary>A file that cannot be imported at all; nothing of it was taken. The message is for the person who chose it.</summary>
internal sealed class UnusableFileException(string message, Exception? inner = null) : Exception(message, inner);
