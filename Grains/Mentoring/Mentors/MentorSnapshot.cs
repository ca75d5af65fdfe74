using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>What a snapshot keeps of a mentor.</summary>
/// <param name="Answers">Oldest first.</param>
internal sealed record MentorSnapshot(
    ProgrammePolicy? Policy,
    string Zone,
    MemberProfile Profile,
    long Revision,
    bool HasLeft,
    string PausedBy,
    int Unanswered,
    DateOnly? TrainedOn,
    MentorHours? Hours,
    ImmutableArray<InboxRequest> Inbox,
    ImmutableArray<Mentored> Mentees,
    int Ceiling,
    ImmutableArray<Slot> Slots,
    ImmutableArray<LedgerYear> Ledger,
    ImmutableArray<KeptAnswer> Answers,
    DateTimeOffset LastAt)
{
    public static readonly SnapshotForm<MentorState> Form = SnapshotForm<MentorState>.Of("mentor/1", MentorSnapshotJson.Default.MentorSnapshot, Of, (key, body) => body.ToState(key));

    private static MentorSnapshot Of(MentorState mentor) => new(
        mentor.Policy,
        mentor.Zone,
        mentor.Profile,
        mentor.Revision,
        mentor.HasLeft,
        mentor.PausedBy,
        mentor.Unanswered,
        mentor.TrainedOn,
        mentor.Hours,
        mentor.Inbox,
        mentor.Mentees,
        mentor.Ceiling,
        mentor.Slots,
        mentor.Ledger,
        mentor.Answers.Kept,
        mentor.LastAt);

    private MentorState ToState(string key) => MentorState.Empty(key) with
    {
        Policy = Policy,
        Zone = Zone,
        Profile = Profile,
        Revision = Revision,
        HasLeft = HasLeft,
        PausedBy = PausedBy,
        Unanswered = Unanswered,
        TrainedOn = TrainedOn,
        Hours = Hours,
        Inbox = Inbox,
        Mentees = Mentees,
        Ceiling = Ceiling,
        Slots = Slots,
        Ledger = Ledger,
        Answers = AnswerLog.From(Answers),
        LastAt = LastAt,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MentorSnapshot))]
internal sealed partial class MentorSnapshotJson : JsonSerializerContext;
