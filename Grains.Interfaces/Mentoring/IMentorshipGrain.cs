using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A pair of mentor and mentee; key <c>mentorship/{id}</c>. Sole owner of: both have signed the same agreement before they meet, and at most so many meetings in a
/// training year. Of a meeting only the fact and the length are kept.
/// </summary>
/// <remarks>
/// A flow: a meeting's time is asked of the mentor's calendar and of both agendas under one slot id after the intent is durable, and settled when all have answered.
/// An answer with <see cref="MeetingState.Asked"/> means "not known yet". A command id always gets the same answer.
/// </remarks>
[Alias("IMentorshipGrain")]
public interface IMentorshipGrain : IAggregateGrain
{
    /// <summary>From the mentee: the pair is made.</summary>
    [Alias("Open")]
    Task<Outcome<MentorshipView>> Open(OpenMentorship command);

    /// <summary>Refused: MentorshipUnknown, MentorshipEnded, NotOfThePair, AgreementUnknown, AgreementOutdated.</summary>
    [Alias("Sign")]
    Task<Outcome<MentorshipView>> Sign(SignAgreement command);

    /// <summary>
    /// Refused: MentorshipUnknown, MentorshipEnded, NotOfThePair, AgreementUnsigned, MeetingsUsedUp, MeetingTooLong, MeetingTooShort, MeetingInPast, MeetingAfterEnd,
    /// MeetingPending, AgendaOverlap, AgendaFull, and as <see cref="IMentorGrain.TakeSlot"/>.
    /// </summary>
    [Alias("Book")]
    Task<Outcome<MeetingView>> Book(BookMeeting command);

    /// <summary>The meeting keeps its id and counts once. Refused: MeetingUnknown, MeetingEnded, and as <see cref="Book"/>.</summary>
    [Alias("Move")]
    Task<Outcome<MeetingView>> Move(MoveMeeting command);

    /// <summary>Gives the count back. Refused: MentorshipUnknown, NotOfThePair, MeetingUnknown, MeetingEnded, MeetingBegun, MeetingPending.</summary>
    [Alias("Cancel")]
    Task<Outcome<MeetingView>> Cancel(CancelMeeting command);

    /// <summary>Says that a meeting was held, and how long, or that somebody did not come. Refused: NotOfThePair, MeetingUnknown, MeetingEnded, MeetingNotOver, MeetingTooLong, MeetingPending.</summary>
    [Alias("Record")]
    Task<Outcome<MeetingView>> Record(RecordMeeting command);

    /// <summary>Refused: MentorshipUnknown, MentorshipEnded, NotOfThePair, InvalidCommand.</summary>
    [Alias("Tick")]
    Task<Outcome<MentorshipView>> Tick(TickGuidance command);

    /// <summary>Cancels what is still to come and frees the mentor's room. Refused: MentorshipUnknown, NotOfThePair, MeetingPending.</summary>
    [Alias("End")]
    Task<Outcome<MentorshipView>> End(EndMentorship command);

    /// <summary>The way to the video room. Refused: NotOfThePair, MeetingUnknown, MeetingEnded, RoomNotOpen, RoomClosed.</summary>
    [Alias("Room"), AlwaysInterleave]
    Task<Outcome<MeetingRoom>> Room(Guid meeting, string person);

    /// <summary>Refused: MentorshipUnknown.</summary>
    [Alias("View"), AlwaysInterleave]
    Task<Outcome<MentorshipView>> View();
}
