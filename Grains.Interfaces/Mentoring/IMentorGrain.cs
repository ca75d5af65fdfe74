using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A mentor of one scheme; key <c>mentor/{scheme}/{person}</c>. A leaf: asks nobody. Sole owner of: at most so many mentees at a time, no two meetings at once,
/// only offered times, training before the first meeting, and the hours of the ledger in a training year.
/// </summary>
/// <remarks>A question with the same id always gets the same answer, a refusal too, in whatever order its messages arrive.</remarks>
[Alias("IMentorGrain")]
public interface IMentorGrain : IGrainWithStringKey
{
    /// <summary>From the scheme: takes them in, changes their limits, or ends their membership. Refused: InvalidCommand.</summary>
    [Alias("Enrol")]
    Task<Outcome<MentorView>> Enrol(EnrolMentor command);

    /// <summary>Refused: MentorUnknown, InvalidCommand, LedgerFull.</summary>
    [Alias("RecordHours")]
    Task<Outcome<MentorView>> RecordHours(RecordHours command);

    /// <summary>Meetings already booked stay. Refused: MentorUnknown, ZoneUnknown, HoursInvalid, HoursTooMany.</summary>
    [Alias("SetHours")]
    Task<Outcome<MentorView>> SetHours(SetHours command);

    /// <summary>A paused mentor is asked by nobody and gets no mentee; pairs go on. Refused: MentorUnknown.</summary>
    [Alias("Pause")]
    Task<Outcome<MentorView>> Pause(PauseMentor command);

    /// <summary>From a mentee: a request is in the inbox until it is closed. Refused: MentorUnknown, MentorPaused, MentorFull, InboxFull, RequestClosed.</summary>
    [Alias("Receive")]
    Task<Outcome<MentorView>> Receive(ReceiveRequest command);

    /// <summary>From a mentee: the request is over; one that comes later is refused. Three in a row that ran out of time pause the mentor.</summary>
    [Alias("CloseRequest")]
    Task CloseRequest(CloseRequest command);

    /// <summary>From a mentee: room for one more. Refused: MentorUnknown, MentorPaused, MentorFull, MentorshipEnded.</summary>
    [Alias("TakeMentee")]
    Task<Outcome<MentorView>> TakeMentee(TakeMentee command);

    /// <summary>From a pair: gives the room back; never refused.</summary>
    [Alias("ReleaseMentee")]
    Task ReleaseMentee(ReleaseMentee command);

    /// <summary>
    /// From a pair: a time of the calendar. Refused: MentorUnknown, MentorshipUnknown, MentorNotTrained, SlotNotOffered, SlotTaken, NoticeTooShort, LedgerFull,
    /// SlotReleased.
    /// </summary>
    [Alias("TakeSlot")]
    Task<Outcome<MentorView>> TakeSlot(TakeSlot command);

    /// <summary>From a pair: gives a time back, or says how long the meeting was; never refused.</summary>
    [Alias("EndSlot")]
    Task EndSlot(EndSlot command);

    /// <summary>Refused: MentorUnknown.</summary>
    [Alias("View")]
    Task<Outcome<MentorView>> View();

    /// <summary>Times that can be booked now. Refused: MentorUnknown, InvalidCommand.</summary>
    /// <param name="from">First day in the mentor's zone.</param>
    /// <param name="to">Last day, at most 92 days later.</param>
    [Alias("FreeSlots")]
    Task<Outcome<FreeSlots>> FreeSlots(DateOnly from, DateOnly to);
}
