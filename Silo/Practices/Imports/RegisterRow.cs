namespace OutreachSilo.Practices;

/// <summary>A sound row of a practice file that is for us.</summary>
/// <param name="Facts">As the file tells them; the position is unknown where it tells none.</param>
/// <param name="Closed">Set when the register says that the practice is closed; the facts are then not used.</param>
internal sealed record RegisterRow(int Line, PracticeFacts Facts, DateOnly? Closed);
