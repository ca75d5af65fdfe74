namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>How somebody asked to be let in. The names are stored: they are for ever.</summary>
public enum SignInMethod
{
    Password,
    Passkey,

    /// <summary>By an account elsewhere that is linked to this one.</summary>
    External,

    /// <summary>The link that a mail brings to those who cannot sign in.</summary>
    RecoveryLink,
}

/// <summary>What became of it. The names are stored: they are for ever.</summary>
public enum SignInOutcome
{
    SignedIn,
    Refused,

    /// <summary>Too many wrong passwords before.</summary>
    Locked,

    /// <summary>A recovery link was sent.</summary>
    LinkSent,

    /// <summary>The password was changed.</summary>
    PasswordChanged,
}

/// <summary>Methods and outcomes as people read them.</summary>
internal static class SignInWords
{
    public static string Name(this SignInMethod how) => how switch
    {
        SignInMethod.Password => "Password",
        SignInMethod.Passkey => "Passkey",
        SignInMethod.External => "Another account",
        _ => "Link by email",
    };

    public static string Name(this SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.SignedIn => "Signed in",
        SignInOutcome.Refused => "Failed",
        SignInOutcome.Locked => "Failed, too many attempts",
        SignInOutcome.LinkSent => "Link sent",
        _ => "Password changed",
    };

    /// <summary>The NHS tag that goes with an outcome.</summary>
    public static string Tag(this SignInOutcome outcome) => outcome is SignInOutcome.Refused or SignInOutcome.Locked ? "nhsuk-tag--red" : "nhsuk-tag--green";
}
