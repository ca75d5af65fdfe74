namespace OutreachSilo.People.Accounts.Passkeys;
internal sealed class PasskeyCeremonies { public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5); }
