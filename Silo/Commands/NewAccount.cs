namespace OutreachSilo.Commands;

/// <summary>An account to be made from the command line.</summary>
/// <param name="Mail">Address to sign in with.</param>
/// <param name="Name">Shown to others.</param>
/// <param name="Role">administrator, coordinator, practice-manager or doctor.</param>
/// <param name="Scope">What the role is for: a region code, a practice's ODS code, or empty.</param>
internal sealed record NewAccount(string Mail, string Name, string Role, string Scope);
