using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>One person's agenda: the fold of its changes.</summary>
internal sealed record PersonState : IJournaledState<PersonState>
{
    public required string Person { get; init; }

    public AgendaEntries Entries { get; init; } = AgendaEntries.None;

    public ImmutableDictionary<Guid, CommandAnswer> Answers { get; init; } = ImmutableDictionary<Guid, CommandAnswer>.Empty;

    /// <summary>Ids of <see cref="Answers"/>, oldest first.</summary>
    public ImmutableQueue<Guid> AnswerOrder { get; init; } = [];

    public Engagements Engagements { get; init; } = Engagements.None;

    /// <summary>What was answered about engagements, so that a repeat gets the same answer.</summary>
    public AnswerLog Engaging { get; init; } = AnswerLog.Empty;

    public DateTimeOffset? DueAt { get; init; }

    public int Asked { get; init; }

    public static PersonState Empty(string key) =>
        key.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal) && key.Length > GrainKeys.PersonPrefix.Length
            ? new PersonState { Person = GrainKeys.PersonId(key) }
            : throw new FormatException($"'{key}' is not a person.");

    public PersonState Apply(Change change, DateTimeOffset at) => change switch
    {
        PlaceAsked x => Put(new AgendaEntry(x.Place, x.Week, x.Offer, x.HalfDays, x.Host, x.Action, PlaceState.Asked, null, null, Asked), at)
            .Answer(x.Place, new CommandAnswer(x.Action, Subject(x.Week, x.Offer), x.Place, null, null)) with
        { Asked = Asked + 1 },
        PlaceAskedAgain => this,
        AcceptanceAsked x => Put(Entries[x.Place] with { HalfDays = x.HalfDays, Accepting = x.Command }, at),
        PlaceSettled x => Settle(x, at),
        CommandDone x => Answer(x.Command, new CommandAnswer(x.Action, Subject(x.Place), x.Place, null, null)),
        CommandRefused x => Refuse(x, at),
        Engaged x => this with { Engagements = Engagements.With(x), Engaging = Engaging.With(x.Id, EngagementRules.Subject(x.Entry, x.StartsAt, x.Minutes)) },
        Disengaged x => Engagements.Has(x.Id)
            ? this with { Engagements = Engagements.End(x.Id) }
            : this with { Engaging = Engaging.With(x.Id, "", RefusalCodes.SlotReleased, EngagementRules.IsGivenBack) },
        EngagementRefused x => this with { Engaging = Engaging.With(x.Id, x.Subject, x.Code, x.Detail) },
        _ => throw new InvalidDataException($"{Person} cannot take a {change.GetType().Name}."),
    };

    public static string Subject(WeekId week, TasterKind kind) => $"{week}/{kind}";

    public static string Subject(Guid place) => place.ToString("N");

    private PersonState Settle(PlaceSettled change, DateTimeOffset at)
    {
        var entry = Entries[change.Place];
        var decided = change.State is not (PlaceState.Waiting or PlaceState.Offered);
        return Put(entry with { State = change.State, HalfDays = change.HalfDays, Until = change.Until, Accepting = decided ? null : entry.Accepting }, at);
    }

    private PersonState Refuse(CommandRefused change, DateTimeOffset at)
    {
        var subject = change.Place is { } place ? Subject(place) : Subject(change.Week!.Value, change.Offer!.Value);
        var next = Answer(change.Command, new CommandAnswer(change.Action, subject, change.Place ?? change.Command, change.Code, change.Detail));
        if (change.Place is null && Entries.TryGetValue(change.Command, out var asked)) return next.Put(asked with { State = PlaceState.Refused, Until = null }, at);
        if (change.Place is { } id && Entries.TryGetValue(id, out var accepting) && accepting.Accepting == change.Command)
            return next.Put(accepting with { Accepting = null }, at);
        return next;
    }

    private PersonState Answer(Guid command, CommandAnswer answer)
    {
        if (Answers.TryGetValue(command, out _)) return this with { Answers = Answers.SetItem(command, answer) };
        var (answers, order) = (Answers, AnswerOrder);
        if (answers.Count >= PersonLimits.AnswersKept)
        {
            order = order.Dequeue(out var oldest);
            answers = answers.Remove(oldest);
        }

        return this with { Answers = answers.SetItem(command, answer), AnswerOrder = order.Enqueue(command) };
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
