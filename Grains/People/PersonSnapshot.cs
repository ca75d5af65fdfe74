using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;

namespace OutreachSilo.People;

/// <summary>What a snapshot keeps of a person's agenda.</summary>
/// <param name="Entries">In the order of asking.</param>
/// <param name="Answers">Oldest first.</param>
/// <param name="Open">Engagements by their start.</param>
/// <param name="Ended">Engagements that ended, newest first.</param>
internal sealed record PersonSnapshot(
    ImmutableArray<AgendaEntry> Entries,
    ImmutableArray<KeptCommand> Answers,
    ImmutableArray<Engagement> Open,
    ImmutableArray<Engagement> Ended,
    ImmutableArray<KeptAnswer> Engaging,
    DateTimeOffset? DueAt,
    int Asked)
{
    public static readonly SnapshotForm<PersonState> Form = SnapshotForm<PersonState>.Of("person/1", PersonSnapshotJson.Default.PersonSnapshot, Of, (key, body) => body.ToState(key));

    private static PersonSnapshot Of(PersonState person) => new(
        person.Entries.Values,
        [.. person.AnswerOrder.Select(command => new KeptCommand(command, person.Answers[command]))],
        person.Engagements.Open,
        person.Engagements.Ended,
        person.Engaging.Kept,
        person.DueAt,
        person.Asked);

    private PersonState ToState(string key) => PersonState.Empty(key) with
    {
        Entries = Entries.Aggregate(AgendaEntries.None, (entries, entry) => entries.With(entry)),
        Answers = Answers.Aggregate(VersionedMap<Guid, CommandAnswer>.New(), (answers, each) => answers.Set(each.Command, each.Answer)),
        AnswerOrder = Answers.Aggregate(ImmutableQueue<Guid>.Empty, (order, each) => order.Enqueue(each.Command)),
        Engagements = Engagements.From(Open, Ended),
        Engaging = AnswerLog.From(Engaging),
        DueAt = DueAt,
        Asked = Asked,
    };
}

/// <summary>What a command was answered.</summary>
internal sealed record KeptCommand(Guid Command, CommandAnswer Answer);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WeekIdJson), typeof(HalfDaysJson)])]
[JsonSerializable(typeof(PersonSnapshot))]
internal sealed partial class PersonSnapshotJson : JsonSerializerContext;
