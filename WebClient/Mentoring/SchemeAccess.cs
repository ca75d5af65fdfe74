using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>Into which schemes the signed-in person may look, and as whom they act there: never as somebody a request names. Scoped.</summary>
public sealed class SchemeAccess(CurrentUser user)
{
    /// <summary>Does something as oneself. Refused: SchemeUnknown, NotAllowed.</summary>
    public Task<Outcome<T>> AsMember<T>(string scheme, Func<MemberId, Task<Outcome<T>>> act)
        where T : class =>
        Check(scheme, user.Trains(scheme)) is { } refusal ? Task.FromResult<Outcome<T>>(refusal) : act(new MemberId(scheme, user.PersonId!));

    /// <summary>Null for members of the scheme and its lead. Refused: SchemeUnknown, NotAllowed.</summary>
    public Refusal? ToRead(string scheme) => Check(scheme, user.Trains(scheme) || user.Leads(scheme));

    /// <summary>Null for the lead of the scheme. Refused: SchemeUnknown, NotAllowed.</summary>
    public Refusal? ToLead(string scheme) => Check(scheme, user.Leads(scheme));

    private static Refusal? Check(string scheme, bool allowed) => !GrainKeys.IsScheme(scheme) ? NoSuchScheme : allowed ? null : NotYours;

    public static readonly Refusal NoSuchScheme = new(RefusalCodes.SchemeUnknown, "Enter a scheme code, like cambridge, using 2 to 40 lower-case letters, numbers and hyphens.");

    private static readonly Refusal NotYours = new(ProblemCodes.NotAllowed, "You are not a member of this scheme.");
}
