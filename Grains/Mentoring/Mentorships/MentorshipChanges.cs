using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Mentoring;

internal sealed record MentorshipOpened(Guid Command, MemberId Mentor, MemberId Mentee, ProgrammePolicy Policy, string Zone) : Change;

internal sealed record AgreementSigned(Guid Command, string Person, int Version, string Hash) : Change;

/// <summary>The intent to meet at some time: it counts from here on. The slot's id is the command's; of a new meeting, so is the meeting's.</summary>
/// <param name="IsMove">The meeting has a time already.</param>
internal sealed record MeetingAsked(Guid Command, string Person, Guid Meeting, DateTimeOffset StartsAt, int Minutes, bool IsMove, string Room) : Change;

/// <summary>Calendar and agendas have said yes to what was asked.</summary>
internal sealed record MeetingSettled(Guid Command) : Change;

/// <summary>Calendar or an agenda has said no.</summary>
/// <param name="Owes">The calendar had said yes, and its time is to be given back.</param>
internal sealed record MeetingDenied(Guid Command, bool Owes, string Code, string Detail) : Change;

internal sealed record MeetingCancelled(Guid Command, string Person, Guid Meeting) : Change;

/// <param name="Minutes">How long it was; 0 when somebody did not come.</param>
internal sealed record MeetingRecorded(Guid Command, string Person, Guid Meeting, int Minutes) : Change;

/// <summary>It is time to remind both of a meeting that stands.</summary>
internal sealed record MeetingNear(Guid Meeting, DateTimeOffset StartsAt) : Change;

/// <summary>It is time to ask both for the length of a meeting that is over and that nobody has recorded.</summary>
internal sealed record MeetingUnrecorded(Guid Meeting) : Change;

internal sealed record GuidanceTicked(Guid Command, GuidanceTopic Topic, bool Done) : Change;

/// <summary>The pair is over; what was still to come is cancelled.</summary>
internal sealed record MentorshipOver(Guid Command, Ending Because) : Change;

/// <summary>A command's refusal, so that a repeat gets the same answer.</summary>
internal sealed record MentorshipRefused(Guid Command, string Subject, string Code, string Detail) : Change;

/// <summary>What was owed to calendar, agendas and mentee has been told.</summary>
internal sealed record MentorshipTold(ImmutableArray<Guid> Slots, bool End) : Change;

/// <summary>What lists and the lead's board read of a pair without waking it: nothing of what they talk about.</summary>
/// <param name="Months">Meetings held by month of the scheme's zone, <c>2026-11</c>.</param>
internal sealed record MentorshipSummary(
    Guid Id, string Mentor, string Mentee, DateTimeOffset Since, DateTimeOffset? EndedAt, bool IsSigned, ImmutableDictionary<string, int> Months, int Booked, DateTimeOffset? Next);

/// <summary>Each kind declared once.</summary>
internal static class MentorshipChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<MentorshipOpened>("mentorship-opened"),
        Of<AgreementSigned>("agreement-signed"),
        Of<MeetingAsked>("meeting-asked"),
        Of<MeetingSettled>("meeting-settled"),
        Of<MeetingDenied>("meeting-denied"),
        Of<MeetingCancelled>("meeting-cancelled"),
        Of<MeetingRecorded>("meeting-recorded"),
        Of<MeetingNear>("meeting-near"),
        Of<MeetingUnrecorded>("meeting-unrecorded"),
        Of<GuidanceTicked>("guidance-ticked"),
        Of<MentorshipOver>("mentorship-over"),
        Of<MentorshipRefused>("mentorship-refused"),
        Of<MentorshipTold>("mentorship-told"),
    ],
    new MemberIdJson());
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(MemberIdJson)])]
[JsonSerializable(typeof(MentorshipSummary))]
internal sealed partial class MentorshipJson : JsonSerializerContext;
