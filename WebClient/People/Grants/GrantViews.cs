namespace OutreachSilo.People.Grants;

/// <summary>A role as those see it who may end it.</summary>
/// <param name="GivenBy">Display name; empty for the machine itself.</param>
/// <param name="MayEnd">True when the one who asks may end it.</param>
public sealed record GrantView(Guid Id, string Role, string Scope, DateTimeOffset GivenAt, string GivenBy, DateTimeOffset? Until, DateTimeOffset? EndedAt, bool MayEnd);

/// <summary>An account and its roles, those that have ended last.</summary>
public sealed record AccountView(string AccountId, string Name, string Email, IReadOnlyList<GrantView> Grants);

/// <summary>A line of the list of people; only roles that hold now.</summary>
public sealed record AccountLine(string AccountId, string Name, string Email, IReadOnlyList<GrantSpec> Grants);

public sealed record AccountPage(IReadOnlyList<AccountLine> Lines, int Total);

/// <summary>An invitation as its sender sees it.</summary>
public sealed record InvitationView(Guid Id, string Email, string Name, IReadOnlyList<GrantSpec> Grants, DateTimeOffset InvitedAt, DateTimeOffset Until, DateTimeOffset? AcceptedAt, DateTimeOffset? WithdrawnAt);
