namespace OutreachSilo.Common;

/// <summary>Every refusal the service can give. Codes are conditions, are part of the public contract and never change their meaning.</summary>
public static class RefusalCodes
{
    // Any command
    public const string CommandReused = nameof(CommandReused);             // the same command id came with other content
    public const string InvalidCommand = nameof(InvalidCommand);           // a member is missing or out of its range

    // Taster weeks
    public const string WeekUnknown = nameof(WeekUnknown);                 // nothing is published for this practice and Monday
    public const string WeekAlreadyPublished = nameof(WeekAlreadyPublished);
    public const string WeekInPast = nameof(WeekInPast);
    public const string WeekNotOpen = nameof(WeekNotOpen);                 // the booking window has not opened yet
    public const string WeekClosed = nameof(WeekClosed);                   // the booking window is over (notice rule)
    public const string BookingStopped = nameof(BookingStopped);           // the host stopped taking bookings, or the practice closed
    public const string OfferUnknown = nameof(OfferUnknown);               // the week has no offer of this kind
    public const string OfferChanged = nameof(OfferChanged);               // the offer's half-days are no longer those asked for
    public const string WeekFull = nameof(WeekFull);                       // the offer's own places are taken
    public const string DeskLimitReached = nameof(DeskLimitReached);       // the week's desks, shared by both kinds, are taken
    public const string AlreadyBooked = nameof(AlreadyBooked);             // this person already has a place here
    public const string AlreadyWaiting = nameof(AlreadyWaiting);
    public const string PlacesFree = nameof(PlacesFree);                   // no need to wait: a place can be booked now
    public const string WaitingListFull = nameof(WaitingListFull);
    public const string PlaceUnknown = nameof(PlaceUnknown);               // no such place, or not this person's
    public const string HoldExpired = nameof(HoldExpired);
    public const string OfferExpired = nameof(OfferExpired);               // the waiting list's offer was not taken in time
    public const string PlaceEnded = nameof(PlaceEnded);                   // released, cancelled or declined before
    public const string PlaceNotHeld = nameof(PlaceNotHeld);               // only a held place can be confirmed
    public const string PlaceNotOffered = nameof(PlaceNotOffered);         // only an offered place can be accepted
    public const string CapacityBelowTaken = nameof(CapacityBelowTaken);   // lower than what is already held, offered or confirmed
    public const string CapacityOutOfRange = nameof(CapacityOutOfRange);

    // People
    public const string AgendaOverlap = nameof(AgendaOverlap);             // the person is somewhere else on one of these half-days
    public const string AgendaFull = nameof(AgendaFull);                   // too many open places, entries or offers at once
    public const string PlacePending = nameof(PlacePending);               // the place is still being asked for; try again

    // Practices
    public const string PracticeUnknown = nameof(PracticeUnknown);
    public const string PracticeClosed = nameof(PracticeClosed);
    public const string PracticeNotHosting = nameof(PracticeNotHosting);
    public const string TermTooLong = nameof(TermTooLong);                 // more weeks than one command may publish

    // Mentoring
    public const string SchemeUnknown = nameof(SchemeUnknown);
    public const string SchemeFull = nameof(SchemeFull);                   // more members than one scheme may have
    public const string SchemeMismatch = nameof(SchemeMismatch);           // mentor and mentee belong to different schemes
    public const string MemberUnknown = nameof(MemberUnknown);
    public const string MatchUnderWay = nameof(MatchUnderWay);             // another match of this cohort is being made
    public const string AgreementUnknown = nameof(AgreementUnknown);
    public const string AgreementOutdated = nameof(AgreementOutdated);     // a newer version of the text has been published
    public const string AgreementUnsigned = nameof(AgreementUnsigned);     // not both have signed the same version
    public const string MentorUnknown = nameof(MentorUnknown);             // no such mentor in this scheme, or no longer
    public const string MentorPaused = nameof(MentorPaused);
    public const string MentorFull = nameof(MentorFull);                   // as many mentees as the programme allows
    public const string MentorNotTrained = nameof(MentorNotTrained);       // mentor training comes before the first meeting
    public const string InboxFull = nameof(InboxFull);                     // more requests than a mentor may have open
    public const string LedgerFull = nameof(LedgerFull);                   // the mentor's hours of this training year are used up
    public const string MenteeUnknown = nameof(MenteeUnknown);
    public const string MenteeMatched = nameof(MenteeMatched);             // has a mentor already
    public const string MatchPending = nameof(MatchPending);               // an acceptance is under way; try again
    public const string ChoicesTooMany = nameof(ChoicesTooMany);
    public const string RequestUnknown = nameof(RequestUnknown);           // no such request, or not to this mentor
    public const string RequestClosed = nameof(RequestClosed);             // answered, expired, withdrawn, or another was first
    public const string MentorshipUnknown = nameof(MentorshipUnknown);
    public const string MentorshipEnded = nameof(MentorshipEnded);
    public const string NotOfThePair = nameof(NotOfThePair);               // neither the mentor nor the mentee
    public const string MeetingUnknown = nameof(MeetingUnknown);
    public const string MeetingEnded = nameof(MeetingEnded);               // cancelled or recorded before
    public const string MeetingPending = nameof(MeetingPending);           // a time is still being asked for; try again
    public const string MeetingsUsedUp = nameof(MeetingsUsedUp);           // as many as the programme allows in this training year
    public const string MeetingTooLong = nameof(MeetingTooLong);
    public const string MeetingTooShort = nameof(MeetingTooShort);
    public const string MeetingInPast = nameof(MeetingInPast);
    public const string MeetingAfterEnd = nameof(MeetingAfterEnd);         // the pair ends with its training year before that
    public const string MeetingBegun = nameof(MeetingBegun);               // too late to cancel: record it instead
    public const string MeetingNotOver = nameof(MeetingNotOver);           // too early to record
    public const string SlotNotOffered = nameof(SlotNotOffered);           // outside the mentor's hours
    public const string SlotTaken = nameof(SlotTaken);                     // another meeting, with its buffer, is in the way
    public const string SlotReleased = nameof(SlotReleased);               // given back before it was asked for
    public const string RoomNotOpen = nameof(RoomNotOpen);                 // the video room opens 15 minutes before
    public const string RoomClosed = nameof(RoomClosed);                   // and closes 30 minutes after
    public const string ZoneUnknown = nameof(ZoneUnknown);                 // not the name of an IANA time zone
    public const string HoursTooMany = nameof(HoursTooMany);
    public const string HoursInvalid = nameof(HoursInvalid);               // a time, a length or a notice is out of its range
    public const string HoursOverlap = nameof(HoursOverlap);               // two entries share a minute
    public const string NoticeTooShort = nameof(NoticeTooShort);           // sooner than the mentor's notice, or past
}
