using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>Whom a change may concern.</summary>
public enum Party
{
    /// <summary>The person whose place it is.</summary>
    Person = 0,

    /// <summary>Those who run the host practice; their mailbox may be shared, so they get a link and nothing of any person.</summary>
    Host = 1,

    /// <summary>The coordinators of the practice's region; as the host.</summary>
    Coordinator = 2,

    /// <summary>The mentor who is asked, or of the pair.</summary>
    Mentor = 3,

    /// <summary>The mentee who asks, or of the pair.</summary>
    Mentee = 4,

    /// <summary>Those who lead the mentoring of the scheme; as the host.</summary>
    Lead = 5,
}

/// <summary>Somebody is to be told of a change.</summary>
/// <param name="Key">The same for the same change and person, whenever it is asked for.</param>
/// <param name="At">UTC instant of the change.</param>
/// <param name="Template">Name of the mail.</param>
public abstract record Notice(string Key, DateTimeOffset At, Party Party, string Template);

/// <summary>Of a taster week.</summary>
/// <param name="Host">What the week says of its host at that time.</param>
/// <param name="Place">Of <see cref="Party.Person"/> only.</param>
public sealed record WeekNotice(string Key, DateTimeOffset At, Party Party, string Template, WeekId Week, HostFacts Host, NoticedPlace? Place) : Notice(Key, At, Party, Template);

/// <summary>What only the person concerned is told.</summary>
/// <param name="Person">Opaque person id.</param>
/// <param name="Until">UTC instant until which something must be done, or null.</param>
public sealed record NoticedPlace(string Person, HalfDays HalfDays, DateTimeOffset? Until);

/// <summary>To one of two members of a scheme, about both.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Other">Opaque person id of the other one.</param>
/// <param name="Zone">IANA zone by whose clock they read times: of their own hours, otherwise the scheme's.</param>
public abstract record MemberNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone) : Notice(Key, At, Party, Template);

/// <summary>Of a mentee's request to a mentor.</summary>
/// <param name="Until">UTC instant until which it can be answered; null of one that is over.</param>
public sealed record RequestNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone, DateTimeOffset? Until)
    : MemberNotice(Key, At, Party, Template, To, Other, Zone);

/// <summary>Of a pair.</summary>
public sealed record PairNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone, Guid Pair)
    : MemberNotice(Key, At, Party, Template, To, Other, Zone);

/// <summary>Of a pair's meeting.</summary>
public sealed record MeetingNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId To, string Other, string Zone, Guid Pair, NoticedMeeting Meeting)
    : MemberNotice(Key, At, Party, Template, To, Other, Zone);

/// <summary>A meeting as of the change.</summary>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="Sequence">Revision of the calendar entry.</param>
/// <param name="Stands">False once it is cancelled.</param>
public sealed record NoticedMeeting(Guid Id, DateTimeOffset StartsAt, int Minutes, int Sequence, bool Stands);

/// <summary>Of a mentor, without anybody else.</summary>
public sealed record MentorNotice(string Key, DateTimeOffset At, Party Party, string Template, MemberId Mentor) : Notice(Key, At, Party, Template);
