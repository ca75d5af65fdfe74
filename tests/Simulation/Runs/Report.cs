using OutreachSilo.Machine;

namespace OutreachSilo.Runs;

/// <summary>What became of one seed.</summary>
internal sealed record Report(int Seed, bool Mentoring, Trace Trace, int Rows, IReadOnlyList<string> Findings)
{
    private const int LinesShown = 120;

    public bool IsClean => Findings.Count == 0;

    public override string ToString() => IsClean
        ? $"Seed {Seed}: clean after {Trace.Steps} steps and {Rows} rows, {Trace.Digest}"
        : $"""
           Seed {Seed} fails after {Trace.Steps} steps and {Rows} rows, {Trace.Digest}:
             {string.Join("\n  ", Findings.Take(20))}
           Replay: dotnet run --project tests/Simulation -- --seed {Seed}{(Mentoring ? " --mentoring" : "")}
           The last of its trace:
             {string.Join("\n  ", Trace.Lines.TakeLast(LinesShown))}
           """;
}
