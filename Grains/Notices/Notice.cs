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
}

/// <summary>Somebody is to be told of a change.</summary>
/// <param name="Key">The same for the same change and person, whenever it is asked for.</param>
/// <param name="At">UTC instant of the change.</param>
/// <param name="Template">Name of the mail.</param>
/// <param name="Host">What the week says of its host at that time.</param>
/// <param name="Place">Of <see cref="Party.Person"/> only.</param>
public sealed record Notice(string Key, DateTimeOffset At, Party Party, string Template, WeekId Week, HostFacts Host, NoticedPlace? Place);

/// <summary>What only the person concerned is told.</summary>
/// <param name="Person">Opaque person id.</param>
/// <param name="Until">UTC instant until which something must be done, or null.</param>
public sealed record NoticedPlace(string Person, HalfDays HalfDays, DateTimeOffset? Until);
