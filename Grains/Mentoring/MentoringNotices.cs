using System.Collections.Immutable;
using OutreachSilo.Kernel;
using OutreachSilo.Notices;

namespace OutreachSilo.Mentoring;

/// <summary>Who is told of what happens between mentors and mentees. Nobody is told of what they see at once on their own click.</summary>
internal static class MentoringNotices
{
    public static readonly ImmutableArray<NoticeRule<MenteeState>> OfMentees =
    [
        new RequestRule("request-delivered", Party.Mentor, NoticeTemplates.RequestReceived, Any),
        new RequestRule("request-near", Party.Mentor, NoticeTemplates.RequestReminder, Any),
        new RequestRule("request-declined", Party.Mentee, NoticeTemplates.RequestDeclined, Any),
        new RequestRule("request-ended", Party.Mentee, NoticeTemplates.RequestExpired, request => request.State == RequestState.Expired),
    ];

    public static readonly ImmutableArray<NoticeRule<MentorState>> OfMentors =
    [
        new InboxRule("request-over", Party.Mentor, NoticeTemplates.RequestClosed, RequestState.Closed),
        new InboxRule("request-over", Party.Mentor, NoticeTemplates.RequestWithdrawn, RequestState.Withdrawn),
        new PauseRule("mentor-paused", Party.Mentor, NoticeTemplates.MentorPaused),
        new PauseRule("mentor-paused", Party.Lead, NoticeTemplates.MentorNeedsAttention),
    ];

    public static readonly ImmutableArray<NoticeRule<MentorshipState>> OfPairs =
    [
        .. Both(party => new PairRule("mentorship-opened", party, NoticeTemplates.MatchMade, Any)),
        .. Both(party => new PairRule("agreement-signed", party, NoticeTemplates.AgreementWaiting, HasToSign)),
        .. Both(party => new MeetingRule("meeting-settled", party, NoticeTemplates.MeetingBooked, meeting => meeting.Sequence == 0)),
        .. Both(party => new MeetingRule("meeting-settled", party, NoticeTemplates.MeetingMoved, meeting => meeting.Sequence > 0)),
        .. Both(party => new MeetingRule("meeting-cancelled", party, NoticeTemplates.MeetingCancelled, Any)),
        .. Both(party => new MeetingRule("meeting-near", party, NoticeTemplates.MeetingReminder, Any)),
        .. Both(party => new MeetingRule("meeting-unrecorded", party, NoticeTemplates.MeetingUnrecorded, Any)),
        .. Both(party => new MeetingRule("meeting-recorded", party, NoticeTemplates.MeetingMissed, WasMissed)),
        .. Both(party => new PairRule("mentorship-over", party, NoticeTemplates.MentorshipOver, Any)),
        .. Both(party => new MeetingRule("mentorship-over", party, NoticeTemplates.MeetingCancelled, Any)),
    ];

    private static IEnumerable<NoticeRule<MentorshipState>> Both(Func<Party, NoticeRule<MentorshipState>> rule) =>
        [rule(Party.Mentor), rule(Party.Mentee)];

    private static bool WasMissed(Meeting meeting) => meeting.State == MeetingState.NoShow;

    private static bool Any<T>(T thing) => true;

    private static bool Any(MentorshipState pair, MemberId member) => true;

    /// <summary>The other one has signed, and this one has not, or an older text.</summary>
    private static bool HasToSign(MentorshipState pair, MemberId member) => pair.Signatures.Any(signature =>
        signature.Person != member.Person && pair.Signatures.All(own => own.Person != member.Person || own.Version < signature.Version));
}
