namespace OutreachSilo.People.Accounts.Sessions;

/// <param name="Name">Of the account; empty where no account was found.</param>
public sealed record AuditedSignIn(SignInEvent Event, string Name);

public sealed record SignInAuditPage(IReadOnlyList<AuditedSignIn> Lines, int Total);
