using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Placements;

/// <summary>The auditor's own account of a booking: what was asked, and which command got which answer.</summary>
internal sealed class AuditedPlacement(string key) : IAggregateAudit
{
    private readonly Dictionary<Guid, string?> answers = [];
    private readonly HashSet<Guid> asking = [];
    private bool isRefused;

    private Guid Id => Guid.ParseExact(key[GrainKeys.PlacementPrefix.Length..], "N");

    public PlacementOpened? Opened { get; private set; }

    public PlaceState State { get; private set; }

    /// <summary>True while a command waits for an answer, or time alone may end the place.</summary>
    public bool IsDue => asking.Count > 0 || State is PlaceState.Held or PlaceState.Offered;

    /// <summary>Ended, refused or confirmed: nothing is to come that nobody commands.</summary>
    public bool IsQuiet => asking.Count == 0 && State is not (PlaceState.Held or PlaceState.Offered or PlaceState.Waiting);

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case PlacementOpened x:
                if (Opened is not null) found("I2", $"opened twice at version {entry.Version}");
                (Opened, _) = (x, asking.Add(Id));
                break;
            case PlacementAsked x:
                asking.Add(x.Command);
                break;
            case PlacementAnswered x:
                Answer(x.Command, null, entry, found);
                State = x.State;
                break;
            case PlacementRefused x:
                Answer(x.Command, x.Code, entry, found);
                if (x.Action is PlacementAction.Hold or PlacementAction.Join) (isRefused, State) = (true, PlaceState.Refused);
                break;
            case PlacementSeen x:
                State = x.State;
                break;
        }
    }

    /// <summary>I2 and I3: what was refused is not in the week, and what was answered stands there.</summary>
    public void Compare(string key, Audits audits)
    {
        if (Opened is null) return;
        var place = audits.Find<AuditedWeek>(Opened.Week.ToString())?.Places.GetValueOrDefault(Id);
        if (isRefused && place is not null) audits.Found("I3", key, $"was refused and stands in {Opened.Week} all the same");
        if (State == PlaceState.Confirmed && place?.State != PlaceState.Confirmed && asking.Count == 0)
            audits.Found("I2", key, $"is confirmed, and in {Opened.Week} it is {place?.State}");
    }

    /// <summary>I6: somebody is to wake it while, and only while, something is to come.</summary>
    public void CompareSummary(SummaryRow summary, Action<string, string> found)
    {
        if (IsDue && summary.DueAt is null) found("I6", "has something to come and nobody would wake it");
        if (IsQuiet && summary.DueAt is not null) found("I6", "would be woken for nothing");
    }

    private void Answer(Guid command, string? code, JournalEntry entry, Action<string, string> found)
    {
        asking.Remove(command);
        if (answers.TryGetValue(command, out var before) && before != code)
            found("I9", $"command {command:N} was answered {before ?? "yes"} and then {code ?? "yes"} at version {entry.Version}");
        answers[command] = code;
    }
}
