namespace OutreachSilo.Kernel;

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
/// <param name="Template">Name of the email.</param>
public abstract record Notice(string Key, DateTimeOffset At, Party Party, string Template);
