using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Mentoring;

internal sealed record MentorEnrolled(Guid Command, ProgrammePolicy Policy, string Zone, MemberProfile Profile, bool HasLeft, long Revision) : Change;

internal sealed record MentorHoursSet(Guid Command, MentorHours Hours) : Change;

/// <summary>Hours for the ledger; <see cref="HoursKind.Training"/> completes the mentor training.</summary>
internal sealed record MentorHoursRecorded(Guid Command, HoursKind Kind, DateOnly Day, int Minutes) : Change;

internal sealed record PauseBegun(Guid Command, string By) : Change;

internal sealed record PauseEnded(Guid Command) : Change;

internal sealed record RequestReceived(Guid Request, string Mentee, int Rank, DateTimeOffset Until) : Change;

/// <summary>A request is over; also one that has not come yet, so that it is refused when it does.</summary>
internal sealed record RequestOver(Guid Request, RequestState Because) : Change;

internal sealed record MenteeTaken(Guid Mentorship, string Mentee) : Change;

/// <summary>A mentee's room is given back; also of one that has not come yet.</summary>
internal sealed record MenteeLeft(Guid Mentorship) : Change;

internal sealed record TimeTaken(Guid Slot, Guid Mentorship, DateTimeOffset StartsAt, int Minutes, Guid? Replaces) : Change;

/// <summary>A time is given back, or its meeting is over; also of one that has not been asked for yet.</summary>
/// <param name="Minutes">Of the ledger; null when it was given back.</param>
internal sealed record TimeEnded(Guid Slot, int? Minutes) : Change;

/// <summary>What was refused for good: asked again under the same id, it is refused again.</summary>
internal sealed record MentorRefused(Guid Id, string Subject, string Code, string Detail) : Change;

/// <summary>What lists, the directory and the match read of a mentor without waking them.</summary>
internal sealed record MentorSummary(
    string Person, int Room, int Mentees, string PausedBy, bool HasLeft, DateOnly? TrainedOn, bool HasHours, MemberProfile Profile, int Inbox, LedgerView Ledger);

/// <summary>Each kind declared once.</summary>
internal static class MentorChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<MentorEnrolled>("mentor-enrolled"),
        Of<MentorHoursSet>("mentor-hours-set"),
        Of<MentorHoursRecorded>("mentor-hours-recorded"),
        Of<PauseBegun>("mentor-paused"),
        Of<PauseEnded>("mentor-resumed"),
        Of<RequestReceived>("request-received"),
        Of<RequestOver>("request-over"),
        Of<MenteeTaken>("mentee-taken"),
        Of<MenteeLeft>("mentee-left"),
        Of<TimeTaken>("time-taken"),
        Of<TimeEnded>("time-ended"),
        Of<MentorRefused>("mentor-refused"),
    ]);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MentorSummary))]
internal sealed partial class MentorJson : JsonSerializerContext;
