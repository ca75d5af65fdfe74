namespace OutreachSilo.People.Grants;

/// <param name="Scope">Region code, practice code or scheme's code; empty where the role needs none.</param>
internal sealed record RoleJson(string Role, string Scope = "")
{
    public static RoleJson Of(GrantSpec spec) => new(spec.Role, spec.Scope);
}

/// <param name="Until">UTC instant from which it no longer holds.</param>
internal sealed record GiveRoleJson(string Role, string Scope = "", DateTimeOffset? Until = null);

internal sealed record PersonLineJson(string Account, string Name, string Email, IReadOnlyList<RoleJson> Roles);

internal sealed record PeopleJson(IReadOnlyList<PersonLineJson> People, int Total, int Skip, int Take);

/// <param name="GivenBy">Display name; empty for the machine itself.</param>
/// <param name="MayEnd">True when the caller may end it.</param>
internal sealed record HeldRoleJson(Guid Id, string Role, string Scope, DateTimeOffset GivenAt, string GivenBy, DateTimeOffset? Until, DateTimeOffset? EndedAt, bool MayEnd);

internal sealed record PersonJson(string Account, string Name, string Email, IReadOnlyList<HeldRoleJson> Roles)
{
    public static PersonJson Of(AccountView view) => new(
        view.AccountId, view.Name, view.Email, [.. view.Grants.Select(it => new HeldRoleJson(it.Id, it.Role, it.Scope, it.GivenAt, it.GivenBy, it.Until, it.EndedAt, it.MayEnd))]);
}

/// <param name="Until">UTC instant at which the roles end; null for no end.</param>
internal sealed record InviteJson(string Email, string Name, IReadOnlyList<RoleJson> Roles, DateTimeOffset? Until = null);

/// <param name="Until">UTC instant from which the link no longer works.</param>
internal sealed record InvitationJson(
    Guid Id, string Email, string Name, IReadOnlyList<RoleJson> Roles, DateTimeOffset InvitedAt, DateTimeOffset Until, DateTimeOffset? AcceptedAt, DateTimeOffset? WithdrawnAt)
{
    public static InvitationJson Of(InvitationView it) => new(it.Id, it.Email, it.Name, [.. it.Grants.Select(RoleJson.Of)], it.InvitedAt, it.Until, it.AcceptedAt, it.WithdrawnAt);
}

internal sealed record InvitationsJson(IReadOnlyList<InvitationJson> Invitations);

/// <param name="Email">Only for the first administrator, whose invitation names none.</param>
internal sealed record AcceptInvitationJson(string Name, string Password, string? Email = null);
