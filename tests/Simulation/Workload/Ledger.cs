using OutreachSilo.Placements;
using OutreachSilo.Tasters;

namespace OutreachSilo.Workload;

/// <summary>Everything that anybody was told, and when: by how many rows the journal had then.</summary>
internal sealed class Ledger
{
    public List<Command> Commands { get; } = [];

    /// <summary>Commands of which nobody knows what became of them.</summary>
    public List<Command> Unanswered => Commands.FindAll(command => command.Answers.Count > 0 && !command.IsAcknowledged && !command.IsRefused);
}

/// <summary>A person's command with all the answers to all its sendings.</summary>
internal sealed record Command(Guid Id, string Person, PlacementAction Action, WeekId Week, TasterKind Kind, Guid Place)
{
    public List<Answer> Answers { get; } = [];

    public bool IsAcknowledged => Answers.Exists(answer => answer.Verdict == Verdict.Yes);

    public bool IsRefused => Answers.Exists(answer => answer.Verdict == Verdict.No);

    public override string ToString() => $"{Action} {Id.ToString("N")[..8]} of {Place.ToString("N")[..8]} at {Week} by {Person[^1]}";
}

internal enum Verdict
{
    Unknown,
    Yes,
    No,
}

/// <param name="Code">The refusal's code, or null.</param>
/// <param name="Rows">How many rows the journal had when the answer came.</param>
internal sealed record Answer(Verdict Verdict, string? Code, int Rows)
{
    public override string ToString() => Code ?? Verdict.ToString();
}
