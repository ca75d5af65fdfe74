using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>One person's agenda: the fold of its changes.</summary>
internal sealed record PersonState : IJournaledState<PersonState>
{
    public required string Person { get; init; }

    public AgendaEntries Entries { get; init; } = AgendaEntries.None;

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public Engagements Engagements { get; init; } = Engagements.None;

    public DateTimeOffset? DueAt { get; init; }

    public int Asked { get; init; }

    public static ChangeSet Changes => PersonChanges.All;

    public static PersonState Empty(string key) =>
        key.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal) && key.Length > GrainKeys.PersonPrefix.Length
            ? new PersonState { Person = GrainKeys.PersonId(key) }
            : throw new FormatException($"'{key}' is not a person.");

    public PersonState Apply(Change change, DateTimeOffset at) => (this with { Answers = Answers.At(at) }).Fold(change, at);

    private PersonState Fold(Change change, DateTimeOffset at) => change switch
    {
        PlaceAsked x => Put(new AgendaEntry(x.Place, x.Week, x.Offer, x.HalfDays, x.Host, x.Action, PlaceState.Asked, null, null, Asked), at) with
        {
            Asked = Asked + 1,
            Answers = Answers.With(x.Place, Fingerprint(x.Action, x.Week, x.Offer)),
        },
        PlaceAskedAgain => this,
        AcceptanceAsked x => Put(Entries[x.Place] with { HalfDays = x.HalfDays, Accepting = x.Command }, at),
        PlaceSettled x => Settle(x, at),
        CommandDone x => this with { Answers = Answers.With(x.Command, Fingerprint(x.Action, x.Place)) },
        CommandRefused x => Refuse(x, at),
        Engaged x => this with
        {
            Engagements = Engagements.With(x),
            Answers = Answers.With(x.Id, EngagementRules.Fingerprint(x.Entry, x.StartsAt, x.Minutes)),
        },
        Disengaged x => Engagements.Has(x.Id)
            ? this with { Engagements = Engagements.End(x.Id) }
            : this with { Answers = Answers.With(x.Id, "", RefusalCodes.SlotReleased, EngagementRules.IsGivenBack) },
        EngagementRefused x => this with { Answers = Answers.With(x.Id, x.Subject, x.Code, x.Detail) },
        _ => throw new InvalidDataException($"{Person} cannot take a {change.GetType().Name}."),
    };

    public static string Fingerprint(PersonAction action, WeekId week, TasterKind kind) => $"{action}/{week}/{kind}";

    public static string Fingerprint(PersonAction action, Guid place) => $"{action}/{place:N}";

    private PersonState Settle(PlaceSettled change, DateTimeOffset at)
    {
        var entry = Entries[change.Place];
        var decided = change.State is not (PlaceState.Waiting or PlaceState.Offered);
        return Put(entry with { State = change.State, HalfDays = change.HalfDays, Until = change.Until, Accepting = decided ? null : entry.Accepting }, at);
    }

    private PersonState Refuse(CommandRefused change, DateTimeOffset at)
    {
        var fingerprint = change.Place is { } place
            ? Fingerprint(change.Action, place)
            : Fingerprint(change.Action, change.Week!.Value, change.Offer!.Value);
        var next = this with { Answers = Answers.With(change.Command, fingerprint, change.Code, change.Detail) };
        if (change.Place is null && Entries.TryGetValue(change.Command, out var asked)) return next.Put(asked with { State = PlaceState.Refused, Until = null }, at);
        if (change.Place is { } id && Entries.TryGetValue(id, out var accepting) && accepting.Accepting == change.Command)
            return next.Put(accepting with { Accepting = null }, at);
        return next;
    }

    private PersonState Put(AgendaEntry entry, DateTimeOffset at)
    {
        var entries = Entries.With(entry);
        if (!entry.IsOpen && entries.Count > PersonLimits.EndedEntriesKept) entries = entries.Trim(PersonLimits.EndedEntriesKept);
        return this with { Entries = entries, DueAt = !entries.HasPending() ? null : DueAt ?? at + PersonLimits.AskAgainAfter };
    }

    public void Check()
    {
        foreach (var entry in Entries.Values)
        {
            if (entry.TakesTime && Entries.Clash(entry.Week, entry.HalfDays, entry.Place) is { } other)
                throw new InvariantException($"{Person} would be at {entry.Week} and {other.Week} at once.");
            if (entry.TakesTime && Engagements.Clash(entry.Week, entry.HalfDays) is { } meeting)
                throw new InvariantException($"{Person} would be at {entry.Week} and in {meeting.Source} at once.");
        }

        Engagements.Check(Person);
    }

    public void CheckWhole() => Check();

    public SummaryRow ToSummary(string grain, long version) => new(grain, version, "person", "", null, DueAt, "", "{}"u8.ToArray());
}
