namespace OutreachSilo.Faults.Running;

/// <summary>Something that was promised did not hold.</summary>
internal sealed class FellException(string message) : Exception(message);
