using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <param name="Zone">IANA zone in which training years begin.</param>
/// <param name="HasLeft">True ends the membership.</param>
/// <param name="Revision">1 and up: of two enrolments the one with the higher holds.</param>
[GenerateSerializer, Immutable, Alias("enrol-mentor")]
public sealed record EnrolMentor(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] ProgrammePolicy Policy,
    [property: Id(3)] string Zone,
    [property: Id(4)] MemberProfile Profile,
    [property: Id(5)] bool HasLeft,
    [property: Id(6)] long Revision);

[GenerateSerializer, Alias("hours-kind")]
public enum HoursKind
{
    /// <summary>Mentor training; completes it.</summary>
    Training = 0,
    Preparation = 1,
}

/// <summary>Hours that a mentor gave besides meetings.</summary>
/// <param name="Day">In the scheme's zone; not in the future, not more than a year ago.</param>
/// <param name="Minutes">1 to 1,440.</param>
[GenerateSerializer, Immutable, Alias("record-hours")]
public sealed record RecordHours(
    [property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] HoursKind Kind, [property: Id(3)] DateOnly Day, [property: Id(4)] int Minutes);

[GenerateSerializer, Immutable, Alias("set-hours")]
public sealed record SetHours([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] MentorHours Hours);

[GenerateSerializer, Immutable, Alias("pause-mentor")]
public sealed record PauseMentor([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] bool Paused);

/// <param name="Id">Id of the request.</param>
/// <param name="Until">UTC instant at which it moves on.</param>
[GenerateSerializer, Immutable, Alias("receive-request")]
public sealed record ReceiveRequest([property: Id(0)] Guid Id, [property: Id(1)] string Mentee, [property: Id(2)] int Rank, [property: Id(3)] DateTimeOffset Until);

/// <param name="Id">Id of the request.</param>
[GenerateSerializer, Immutable, Alias("close-request")]
public sealed record CloseRequest([property: Id(0)] Guid Id, [property: Id(1)] RequestState Because);

/// <param name="Id">Id of the mentorship.</param>
[GenerateSerializer, Immutable, Alias("take-mentee")]
public sealed record TakeMentee([property: Id(0)] Guid Id, [property: Id(1)] string Mentee, [property: Id(2)] string Actor);

/// <param name="Id">Id of the mentorship.</param>
[GenerateSerializer, Immutable, Alias("release-mentee")]
public sealed record ReleaseMentee([property: Id(0)] Guid Id, [property: Id(1)] string Actor);

/// <param name="Id">Id of the slot: another one for each time that is asked for.</param>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="Replaces">A slot of the same meeting that does not stand in this one's way, because it is given back after this one was taken.</param>
[GenerateSerializer, Immutable, Alias("take-slot")]
public sealed record TakeSlot(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid Mentorship,
    [property: Id(2)] DateTimeOffset StartsAt,
    [property: Id(3)] int Minutes,
    [property: Id(4)] Guid? Replaces,
    [property: Id(5)] string Actor);

/// <param name="Id">Id of the slot.</param>
/// <param name="Minutes">How long the meeting was, 0 when nobody came; null gives the time back.</param>
[GenerateSerializer, Immutable, Alias("end-slot")]
public sealed record EndSlot([property: Id(0)] Guid Id, [property: Id(1)] int? Minutes, [property: Id(2)] string Actor);

/// <summary>A request in a mentor's inbox.</summary>
/// <param name="Until">UTC instant at which it moves on to the mentee's next choice.</param>
[GenerateSerializer, Immutable, Alias("inbox-request")]
public sealed record InboxRequest([property: Id(0)] Guid Id, [property: Id(1)] string Mentee, [property: Id(2)] int Rank, [property: Id(3)] DateTimeOffset Until);

[GenerateSerializer, Immutable, Alias("mentored")]
public sealed record Mentored([property: Id(0)] Guid Mentorship, [property: Id(1)] string Mentee, [property: Id(2)] DateTimeOffset Since);

/// <summary>A mentor's ledger in one training year, in minutes.</summary>
/// <param name="Planned">Booked meetings that have not been recorded yet.</param>
[GenerateSerializer, Immutable, Alias("ledger-view")]
public sealed record LedgerView(
    [property: Id(0)] int Year,
    [property: Id(1)] int Training,
    [property: Id(2)] int Preparation,
    [property: Id(3)] int Held,
    [property: Id(4)] int Planned,
    [property: Id(5)] int Most)
{
    public int Used => Training + Preparation + Held + Planned;
}

/// <param name="Room">How many more mentees could be taken now; 0 while paused.</param>
/// <param name="PausedBy">Empty while not paused; <c>system</c> after three requests in a row were not answered.</param>
/// <param name="TrainedOn">Day of the mentor training, in the scheme's zone.</param>
[GenerateSerializer, Immutable, Alias("mentor-view")]
public sealed record MentorView(
    [property: Id(0)] MemberId Id,
    [property: Id(1)] ProgrammePolicy Policy,
    [property: Id(2)] MemberProfile Profile,
    [property: Id(3)] int Room,
    [property: Id(4)] string PausedBy,
    [property: Id(5)] bool HasLeft,
    [property: Id(6)] DateOnly? TrainedOn,
    [property: Id(7)] MentorHours? Hours,
    [property: Id(8)] ImmutableArray<Mentored> Mentees,
    [property: Id(9)] ImmutableArray<InboxRequest> Inbox,
    [property: Id(10)] LedgerView Ledger,
    [property: Id(11)] long Version);

/// <param name="Version">Of the mentor's calendar; never goes back.</param>
[GenerateSerializer, Immutable, Alias("free-slots")]
public sealed record FreeSlots([property: Id(0)] ImmutableArray<MeetingSlot> Slots, [property: Id(1)] string Zone, [property: Id(2)] long Version);
