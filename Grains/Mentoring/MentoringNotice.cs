using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>To one of two members of a scheme, about both.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Other">Opaque person id of the other one.</param>
/// <param name="Zone">IANA zone by whose clock they read times: of their own hours, otherwise the scheme's.</param>
public abstract record MemberNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone)
    : Notice(Key, At, Party, Template)
{
    /// <summary>A mentor reads times by the clock of their own hours.</summary>
    internal async ValueTask<Notice?> InOwnZone(PastStates states, CancellationToken cancellationToken) => Party != Party.Mentor ? this
        : (await states.Of<MentorState>().Latest(To.MentorKey, cancellationToken)).Hours is { } hours ? this with { Zone = hours.Zone }
        : this;
}

/// <summary>Of a mentee's request to a mentor.</summary>
/// <param name="Until">UTC instant until which it can be answered; null of one that is over.</param>
public sealed record RequestNotice(
    string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone, DateTimeOffset? Until)
    : MemberNotice(Key, At, Party, Template, To, Other, Zone);

/// <summary>Of a pair.</summary>
public sealed record PairNotice(
    string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone, Guid Pair)
    : MemberNotice(Key, At, Party, Template, To, Other, Zone);

/// <summary>Of a pair's meeting.</summary>
public sealed record MeetingNotice(
    string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone, Guid Pair, NoticedMeeting Meeting)
    : MemberNotice(Key, At, Party, Template, To, Other, Zone);

/// <summary>A meeting as of the change.</summary>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="Sequence">Revision of the calendar entry.</param>
/// <param name="Stands">False once it is cancelled.</param>
public sealed record NoticedMeeting(Guid Id, DateTimeOffset StartsAt, int Minutes, int Sequence, bool Stands);

/// <summary>Of a mentor, without anybody else.</summary>
public sealed record MentorNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId Mentor)
    : Notice(Key, At, Party, Template);
