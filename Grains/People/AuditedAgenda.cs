using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>
/// The auditor's own account of a person: what was asked, what the weeks said, which command got which answer, what time is set aside.
/// </summary>
internal sealed class AuditedAgenda : IAggregateAudit
{
    private readonly Dictionary<Guid, WeekId> places = [];
    private readonly Dictionary<Guid, HalfDays> claims = [];
    private readonly Dictionary<Guid, Guid> acceptances = [];
    private readonly Dictionary<Guid, string?> answers = [];
    private readonly HashSet<Guid> refused = [];
    private readonly HashSet<Guid> questions = [];

    private readonly Dictionary<Guid, Engaged> engagements = [];

    public bool Knows(Guid place) => places.ContainsKey(place);

    /// <summary>True while time is set aside under this id.</summary>
    public bool IsEngaged(Guid id) => engagements.ContainsKey(id);

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        Follow(change);
        switch (change)
        {
            case PlaceAsked x:
                if (!places.TryAdd(x.Place, x.Week)) found("I2", $"place {x.Place:N} was asked for twice");
                if (x.Action == PersonAction.Hold) Claim(x.Place, x.HalfDays, entry, found);
                break;
            case AcceptanceAsked x:
                acceptances[x.Place] = x.Command;
                Claim(x.Place, x.HalfDays, entry, found);
                break;
            case PlaceSettled x when x.State is PlaceState.Held or PlaceState.Confirmed:
                acceptances.Remove(x.Place);
                if (!claims.ContainsKey(x.Place)) Claim(x.Place, x.HalfDays, entry, found);
                break;
            case PlaceSettled x when x.State is not (PlaceState.Asked or PlaceState.Offered):
                claims.Remove(x.Place);
                break;
            case CommandDone x:
                Answer(x.Command, null, entry, found);
                break;
            case CommandRefused x:
                Answer(x.Command, x.Code, entry, found);
                if (x.Place is null) refused.Add(x.Command);
                if (x.Place is null) claims.Remove(x.Command);
                else if (acceptances.GetValueOrDefault(x.Place.Value) == x.Command && acceptances.Remove(x.Place.Value)) claims.Remove(x.Place.Value);
                break;
            case Engaged x:
                Engage(x, found);
                break;
            case Disengaged x:
                engagements.Remove(x.Id);
                break;
        }
    }

    /// <summary>I10: what time is set aside for is not at the time of a place.</summary>
    public void Compare(WeekId week, HalfDays halfDays, Action<string> found)
    {
        foreach (var engaged in engagements.Values)
            if (HalfDayTimes.Of(engaged.StartsAt, engaged.Minutes, week).Overlaps(halfDays)) found($"in {engaged.Source} and at {week} at once");
    }

    /// <summary>I3 and I10, across grains: what was refused is not in the week; open places of one person do not overlap.</summary>
    public void Compare(string key, Audits audits)
    {
        var busy = new Dictionary<(DateOnly Monday, int HalfDay), Guid>();
        foreach (var (id, week) in places)
        {
            if (audits.Find<AuditedWeek>(week.ToString()) is not { } audited || !audited.Places.TryGetValue(id, out var place)) continue;
            if (refused.Contains(id)) audits.Found("I3", key, $"place {id:N} was refused and stands in {week} all the same");
            if (place.State is not (PlaceState.Held or PlaceState.Confirmed)) continue;
            if (!claims.ContainsKey(id)) audits.Found("I10", key, $"place {id:N} in {week} takes no time in the agenda");
            for (var i = 0; i < HalfDays.PerWeek; i++)
            {
                if (place.HalfDays.Contains(i) && !busy.TryAdd((week.Monday, i), id))
                    audits.Found("I10", key, $"in two places on half-day {i} of the week of {week.Monday:yyyy-MM-dd}");
            }
        }
    }

    /// <summary>I6: a person is woken while a week has been asked and its word is not written down, and only then.</summary>
    public void CompareSummary(SummaryRow summary, Action<string, string> found)
    {
        var isOpen = questions.Count > 0;
        if (isOpen != summary.DueAt is not null) found("I6", isOpen ? "has an open question and nobody would ask again" : "would be woken for nothing");
    }

    private void Follow(Change change)
    {
        switch (change)
        {
            case PlaceAsked x:
                questions.Add(x.Place);
                break;
            case AcceptanceAsked x:
                questions.Add(x.Place);
                break;
            case PlaceSettled x when x.State is PlaceState.Waiting or PlaceState.Offered && claims.ContainsKey(x.Place):
                // An acceptance stays open until the place is more than offered.
                break;
            case PlaceSettled x:
                questions.Remove(x.Place);
                break;
            case CommandRefused x:
                questions.Remove(x.Place ?? x.Command);
                break;
        }
    }

    private void Claim(Guid place, HalfDays halfDays, JournalEntry entry, Action<string, string> found)
    {
        if (!places.TryGetValue(place, out var week))
        {
            found("I2", $"place {place:N} takes time at version {entry.Version} without having been asked for");
            return;
        }

        foreach (var (other, taken) in claims)
        {
            if (other != place && places[other].Monday == week.Monday && taken.Overlaps(halfDays))
                found("I10", $"places {place:N} and {other:N} overlap at version {entry.Version}");
        }

        claims[place] = halfDays;
    }

    private void Engage(Engaged engaged, Action<string, string> found)
    {
        foreach (var other in engagements.Values)
        {
            if (other.Id != engaged.Replaces && other.Replaces != engaged.Id && other.StartsAt < engaged.StartsAt.AddMinutes(engaged.Minutes)
                && engaged.StartsAt < other.StartsAt.AddMinutes(other.Minutes))
                found("I10", $"in {other.Source} and {engaged.Source} at once");
        }

        if (!engagements.TryAdd(engaged.Id, engaged)) found("I2", $"engagement {engaged.Id:N} was taken twice");
    }

    private void Answer(Guid command, string? code, JournalEntry entry, Action<string, string> found)
    {
        if (answers.TryGetValue(command, out var before) && before != code)
            found("I9", $"command {command:N} was answered {before ?? "yes"} and then {code ?? "yes"} at version {entry.Version}");
        answers[command] = code;
    }
}
