namespace OutreachSilo.Practices;

/// <summary>The import could not go on; what it had taken stays, and a repeat takes the rest. The message is for the operator.</summary>
internal sealed class ImportStoppedException(string message, Exception inner) : Exception(message, inner);
