using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.People;

/// <summary>One person's agenda: the fold of its changes.</summary>
internal sealed record PersonState : IJournaledState<PersonState>
{
    public required string Person { get; init; }

    public AgendaEntries Agenda { get; init; } = AgendaEntries.None;

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    /// <summary>Time alone changes nothing in an agenda.</summary>
    public DateTimeOffset? DueAt => null;

    public static ChangeSet Changes => PersonChanges.All;

    public static PersonState Empty(string key) =>
        key.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal) && key.Length > GrainKeys.PersonPrefix.Length
            ? new PersonState { Person = GrainKeys.PersonId(key) }
            : throw new FormatException($"'{key}' is not a person.");

    public PersonState Apply(Change change, DateTimeOffset at) => (this with { Answers = Answers.At(at) }).Fold(change);

    public void Check() => Agenda.Check(Person);

    public void CheckWhole() => Check();

    public SummaryRow ToSummary(string grain, long version) => new(grain, version, "person", "", null, DueAt, "", "{}"u8.ToArray());

    private PersonState Fold(Change change) => change switch
    {
        Engaged x => Enter(AgendaEntry.Of(x)),
        DaysEngaged x => Enter(AgendaEntry.Of(x)),
        Disengaged x => Agenda.Has(x.Id)
            ? this with { Agenda = Agenda.End(x.Id, x.End) }
            : this with { Answers = Answers.With(x.Id, "", RefusalCodes.SlotReleased, PersonRules.IsGivenBack) },
        EngagementRefused x => this with { Answers = Answers.With(x.Id, x.Subject, x.Code, x.Detail) },
        _ => throw new InvalidDataException($"{Person} cannot take a {change.GetType().Name}."),
    };

    private PersonState Enter(AgendaEntry entry) => this with
    {
        Agenda = Agenda.With(entry),
        Answers = Answers.With(entry.Id, PersonRules.Fingerprint(entry)),
    };
}
