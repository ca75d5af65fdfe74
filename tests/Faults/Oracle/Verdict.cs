namespace OutreachSilo.Faults.Oracle;

/// <summary>What came of one seed.</summary>
/// <param name="Acknowledged">Commands that somebody was told were done.</param>
/// <param name="Lost">Of these, those that the journal does not hold (I2).</param>
/// <param name="Doubled">Commands that it holds more than once, and refused ones that it holds (I2, I3).</param>
/// <param name="Behind">Summaries and lines of the board that were behind the journal right after a restart (I6).</param>
/// <param name="Findings">Everything else that did not hold, with its rule.</param>
internal sealed record Verdict(int Acknowledged, int Lost, int Doubled, int Behind, IReadOnlyList<string> Findings)
{
    public bool IsClean => Lost == 0 && Doubled == 0 && Behind == 0 && Findings.Count == 0;
}
