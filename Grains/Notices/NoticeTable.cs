using System.Collections.Immutable;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>
/// The one table of change and party. Nobody is told of what they see at once on their own click, a booking excepted: its mail is what people look for
/// later. Every kind of change is in here, told or not.
/// </summary>
internal static class NoticeTable
{
    public static readonly ImmutableArray<NoticeRule> Rules =
    [
        new WeekRule("place-confirmed", Party.Person, NoticeTemplates.PlaceConfirmed, Any),
        new WeekRule("place-confirmed", Party.Host, NoticeTemplates.WeekBooked, Any),
        new WeekRule("offer-accepted", Party.Person, NoticeTemplates.PlaceConfirmed, Any),
        new WeekRule("offer-accepted", Party.Host, NoticeTemplates.WeekBooked, Any),
        new WeekRule("place-offered", Party.Person, NoticeTemplates.PlaceOffered, Any),
        new WeekRule("place-expired", Party.Person, NoticeTemplates.OfferExpired, place => place.CameFromWaiting),
        new WeekRule("place-withdrawn", Party.Host, NoticeTemplates.WeekFreed, Any),
        new WeekRule("booking-stopped", Party.Person, NoticeTemplates.WeekStopped, place => place.IsOpen),
        new WeekRule("booking-stopped", Party.Coordinator, NoticeTemplates.WeekNeedsAttention, place => place.IsOpen),

        new RequestRule("request-delivered", Party.Mentor, NoticeTemplates.RequestReceived, Any),
        new RequestRule("request-near", Party.Mentor, NoticeTemplates.RequestReminder, Any),
        new RequestRule("request-declined", Party.Mentee, NoticeTemplates.RequestDeclined, Any),
        new RequestRule("request-ended", Party.Mentee, NoticeTemplates.RequestExpired, request => request.State == RequestState.Expired),
        new InboxRule("request-over", Party.Mentor, NoticeTemplates.RequestClosed, RequestState.Closed),
        new InboxRule("request-over", Party.Mentor, NoticeTemplates.RequestWithdrawn, RequestState.Withdrawn),
        new PauseRule("mentor-paused", Party.Mentor, NoticeTemplates.MentorPaused),
        new PauseRule("mentor-paused", Party.Lead, NoticeTemplates.MentorNeedsAttention),
        .. Both(party => new PairRule("mentorship-opened", party, NoticeTemplates.MatchMade, Any)),
        .. Both(party => new PairRule("agreement-signed", party, NoticeTemplates.AgreementWaiting, HasToSign)),
        .. Both(party => new MeetingRule("meeting-settled", party, NoticeTemplates.MeetingBooked, meeting => meeting.Sequence == 0)),
        .. Both(party => new MeetingRule("meeting-settled", party, NoticeTemplates.MeetingMoved, meeting => meeting.Sequence > 0)),
        .. Both(party => new MeetingRule("meeting-cancelled", party, NoticeTemplates.MeetingCancelled, Any)),
        .. Both(party => new MeetingRule("meeting-near", party, NoticeTemplates.MeetingReminder, Any)),
        .. Both(party => new MeetingRule("meeting-unrecorded", party, NoticeTemplates.MeetingUnrecorded, Any)),
        .. Both(party => new MeetingRule("meeting-recorded", party, NoticeTemplates.MeetingMissed, meeting => meeting.State == MeetingState.NoShow)),
        .. Both(party => new PairRule("mentorship-over", party, NoticeTemplates.MentorshipOver, Any)),
        .. Both(party => new MeetingRule("mentorship-over", party, NoticeTemplates.MeetingCancelled, Any)),
    ];

    /// <summary>Kinds of which nobody gets a mail.</summary>
    public static readonly ImmutableArray<string> Silent =
    [
        // The person's own click, seen at once.
        "place-held", "waiting-joined", "place-released",

        // What a host or coordinator does, or an import; boards and pages show it.
        "week-published", "capacity-set", "host-changed",
        "practice-registered", "practice-closed", "pcn-joined", "hosting-chosen", "access-described", "term-asked", "term-published",

        // Members do or see it, or the scheme's lead does.
        "scheme-defined", "member-enrolled", "member-left", "agreement-published", "match-begun", "pairs-made", "members-told",
        "mentor-enrolled", "mentor-hours-set", "mentor-hours-recorded", "mentor-resumed", "mentor-refused",
        "mentee-enrolled", "mentors-chosen", "mentee-refused", "guidance-ticked", "mentorship-refused",

        // Halves of conversations whose other half is told.
        "place-refused", "placement-opened", "placement-asked", "placement-answered", "placement-refused", "placement-seen", "call-deferred", "weeks-told", "weeks-stopped",
        "request-sent", "request-received", "match-asked", "match-made", "match-denied", "mentee-taken", "mentee-left", "pair-ended", "mentee-told",
        "meeting-asked", "meeting-denied", "time-taken", "time-ended", "mentorship-told", "engaged", "days-engaged", "disengaged", "engagement-refused",
    ];

    /// <summary>Kinds of which somebody may get a mail.</summary>
    public static readonly ImmutableArray<string> Told = [.. Rules.Select(rule => rule.Kind).Distinct(StringComparer.Ordinal)];

    /// <summary>Whom to tell of a change.</summary>
    public static IEnumerable<Notice> Of<TState>(Told<TState> told) =>
        Rules.OfType<NoticeRule<TState>>().Where(rule => rule.Kind == told.Row.Entry.Kind).SelectMany(rule => rule.Of(told));

    private static IEnumerable<NoticeRule> Both(Func<Party, NoticeRule> line) => [line(Party.Mentor), line(Party.Mentee)];

    private static bool Any<T>(T thing) => true;

    private static bool Any(MentorshipState pair, MemberId member) => true;

    /// <summary>The other one has signed, and this one has not, or an older text.</summary>
    private static bool HasToSign(MentorshipState pair, MemberId member) =>
        pair.Signatures.Any(signature => signature.Person != member.Person && pair.Signatures.All(own => own.Person != member.Person || own.Version < signature.Version));
}
