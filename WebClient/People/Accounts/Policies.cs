using Microsoft.AspNetCore.Authorization;

namespace OutreachSilo.People.Accounts;

/// <summary>Names of the authorization policies; use them as <c>[Authorize(Policies.Doctor)]</c> and <c>RequireAuthorization(Policies.Doctor)</c>.</summary>
public static class Policies
{
    public const string SignedIn = nameof(SignedIn);

    /// <summary>A Foundation doctor: books tasters.</summary>
    public const string Doctor = nameof(Doctor);

    /// <summary>The coordinator of some region; which one is the page's to check (<see cref="CurrentUser.Coordinates"/>).</summary>
    public const string Coordinator = nameof(Coordinator);

    /// <summary>Somebody who mentors or is mentored; in which scheme is checked by <see cref="Mentoring.SchemeService"/> and the services beside it.</summary>
    public const string Trainee = nameof(Trainee);

    /// <summary>The lead of some training scheme; which one is checked by <see cref="Mentoring.LeadService"/>.</summary>
    public const string SchemeLead = nameof(SchemeLead);

    /// <summary>Somebody with an agenda of tasters, meetings or both.</summary>
    public const string AgendaOwner = nameof(AgendaOwner);

    /// <summary>Members and leads of some scheme.</summary>
    public const string SchemeMember = nameof(SchemeMember);

    /// <summary>Whoever defines schemes or leads one: administrators and leads.</summary>
    public const string SchemeKeeper = nameof(SchemeKeeper);

    /// <summary>Somebody of a practice or a coordinator; which practice, and to see or to change, is checked by <see cref="Practices.PublishingService"/>.</summary>
    public const string Host = nameof(Host);

    /// <summary>Somebody who may give roles; which ones, to whom, is checked by <see cref="Grants.GrantRules"/>.</summary>
    public const string RoleGiver = nameof(RoleGiver);

    /// <summary>Gives roles everywhere, and reads the audit of sign-ins.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>Somebody who looks after the mails that are sent: coordinators and administrators.</summary>
    public const string MailKeeper = nameof(MailKeeper);

    internal static void Add(AuthorizationBuilder authorization) => authorization
        .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Doctor, Requires(user => user.IsDoctor))
        .AddPolicy(Coordinator, Requires(user => user.IsCoordinator))
        .AddPolicy(AgendaOwner, Requires(user => user.IsDoctor || user.IsTrainee))
        .AddPolicy(Trainee, Requires(user => user.IsTrainee))
        .AddPolicy(SchemeLead, Requires(user => user.IsSchemeLead))
        .AddPolicy(SchemeMember, Requires(user => user.IsTrainee || user.IsSchemeLead))
        .AddPolicy(SchemeKeeper, Requires(user => user.IsSchemeLead || user.IsAdministrator))
        .AddPolicy(Host, Requires(user => user.IsCoordinator || user.IsPracticeStaff))
        .AddPolicy(Administrator, Requires(user => user.IsAdministrator))
        .AddPolicy(MailKeeper, Requires(user => user.IsCoordinator || user.IsAdministrator))
        .AddPolicy(RoleGiver, Requires(user => user.MayGiveRoles));

    private static Action<AuthorizationPolicyBuilder> Requires(Predicate<CurrentUser> rule) =>
        policy => policy.RequireAuthenticatedUser().RequireAssertion(context => rule(new CurrentUser(context.User)));
}
