using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Grants;

/// <summary>
/// Inviting people by mail link and taking invitations up. Whoever invites must be allowed to give every role of the invitation
/// (<see cref="GrantRules"/>); who has an account already gets the roles at once. Scoped.
/// </summary>
internal sealed class InvitationService(
    AccountsDb accounts, GrantStore store, GrantService grants, AccountsWatch watch, UserManager<AppUser> users, IMailOutbox outbox, IOptions<MailOptions> mail, CurrentUser user, TimeProvider time)
{
    /// <summary>
    /// Invites; the link in the mail works once and for seven days. A new invitation of the same address withdraws the sender's earlier one.
    /// Refused: InvalidCommand, NotAllowed, InvitationsFull, RolesFull.
    /// </summary>
    /// <param name="until">UTC instant at which the roles end, or null.</param>
    public async Task<Outcome<InvitationView>> Invite(
        string email, string name, IReadOnlyCollection<GrantSpec> specs, DateTimeOffset? until, Guid command, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (await accounts.Invitations.AsNoTracking().SingleOrDefaultAsync(it => it.Id == command, cancellationToken) is { } repeated) return View(repeated);
        if (!NewAccountRules.IsAddress(email)) return Invalid(NewAccountRules.AddressAccepted);
        if (!NewAccountRules.IsName(name)) return Invalid(NewAccountRules.NameAccepted);
        var roles = specs.Distinct().ToList();
        if (roles.Count is 0 or > GrantLimits.InvitedMax) return Invalid($"An invitation must have 1 to {GrantLimits.InvitedMax} roles.");
        foreach (var spec in roles)
            if (await grants.Check(spec, until, now) is { } refusal)
                return refusal;

        await using var all = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var open = (await accounts.Invitations.Where(it => it.InvitedBy == user.AccountId && it.AcceptedAt == null && it.WithdrawnAt == null).ToListAsync(cancellationToken)).FindAll(it => it.IsOpenAt(now));
        foreach (var earlier in open.Where(it => it.Email.Equals(email, StringComparison.OrdinalIgnoreCase))) earlier.WithdrawnAt = now;
        if (open.Count(it => it.WithdrawnAt is null) >= GrantLimits.OpenInvitationsMax) return InvitationsFull;

        var secret = NewSecret();
        var invitation = new Invitation
        {
            Id = command,
            SecretHash = HashOf(secret),
            Email = email,
            Name = name,
            Grants = string.Join(' ', roles),
            GrantsUntil = until,
            InvitedAt = now,
            InvitedBy = user.AccountId,
            Until = now + GrantLimits.InvitationLife,
        };
        accounts.Invitations.Add(invitation);
        if (await users.FindByEmailAsync(email) is { } known)
        {
            if (await GiveAll(known, invitation, now, cancellationToken) is { } refusal) return refusal;
            await accounts.SaveChangesAsync(cancellationToken);
        }
        else
        {
            await accounts.SaveChangesAsync(cancellationToken);
            await outbox.Queue(Mail(invitation, secret), cancellationToken);
        }

        await all.CommitAsync(cancellationToken);
        await watch.Refresh(cancellationToken);
        return View(invitation);
    }

    /// <summary>The invitations of the one who asks, newest first; at most 200. An administrator sees everybody's.</summary>
    public async Task<IReadOnlyList<InvitationView>> Sent(CancellationToken cancellationToken = default) =>
        [.. (await accounts.Invitations.AsNoTracking().Where(it => it.Email != "" && (user.IsAdministrator || it.InvitedBy == user.AccountId))
            .OrderByDescending(it => it.InvitedAt).Take(GrantLimits.OpenInvitationsMax).ToListAsync(cancellationToken)).Select(View)];

    /// <summary>Makes the link useless. Refused: InvitationUnknown, InvitationEnded.</summary>
    public async Task<Refusal?> Withdraw(Guid id, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (await accounts.Invitations.SingleOrDefaultAsync(it => it.Id == id && (user.IsAdministrator || it.InvitedBy == user.AccountId), cancellationToken) is not { } invitation) return Unknown;
        if (invitation.WithdrawnAt is not null) return null;
        if (!invitation.IsOpenAt(now)) return Ended;
        // Only while nobody has taken it up meanwhile.
        var withdrawn = await accounts.Invitations.Where(it => it.Id == id && it.AcceptedAt == null).ExecuteUpdateAsync(it => it.SetProperty(row => row.WithdrawnAt, now), cancellationToken);
        return withdrawn == 1 ? null : Ended;
    }

    /// <summary>What a link invites to. Refused: InvitationUnknown, InvitationEnded.</summary>
    public async Task<Outcome<InvitationView>> Find(string secret, CancellationToken cancellationToken = default)
    {
        var hash = HashOf(secret);
        if (await accounts.Invitations.AsNoTracking().SingleOrDefaultAsync(it => it.SecretHash == hash, cancellationToken) is not { } invitation) return Unknown;
        return await IsOpen(invitation, cancellationToken) ? View(invitation) : Ended;
    }

    /// <summary>
    /// Makes the account with its roles, all or nothing, and uses the link up. Refused: InvitationUnknown, InvitationEnded, AddressTaken,
    /// InvalidCommand (name, address or password).
    /// </summary>
    /// <param name="email">Where the invitation names none: that of the first administrator.</param>
    public async Task<Outcome<AccountCreated>> Accept(string secret, string name, string? email, string password, CancellationToken cancellationToken = default)
    {
        var (now, hash) = (time.GetUtcNow(), HashOf(secret));
        await using var all = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await accounts.Invitations.SingleOrDefaultAsync(it => it.SecretHash == hash, cancellationToken) is not { } invitation) return Unknown;
        if (!await IsOpen(invitation, cancellationToken)) return Ended;
        var chosen = invitation.Email.Length > 0 ? invitation.Email : email?.Trim();
        if (!NewAccountRules.IsAddress(chosen)) return Invalid(NewAccountRules.AddressAccepted);
        if (!NewAccountRules.IsName(name)) return Invalid(NewAccountRules.NameAccepted);
        if (password.Length is 0 or > SignInService.PasswordCharactersMax) return Invalid($"Your password must be 10 to {SignInService.PasswordCharactersMax} characters.");
        if (await users.FindByEmailAsync(chosen!) is not null) return AddressTaken;
        // The one that marks it is the one that uses it up; a second one at the same moment finds nothing to mark.
        if (await accounts.Invitations.Where(it => it.Id == invitation.Id && it.AcceptedAt == null && it.WithdrawnAt == null).ExecuteUpdateAsync(it => it.SetProperty(row => row.AcceptedAt, now), cancellationToken) == 0)
            return Ended;
        var account = new AppUser { UserName = chosen, Email = chosen, EmailConfirmed = true, DisplayName = name, LockoutEnabled = true };
        var created = await users.CreateAsync(account, password);
        if (!created.Succeeded) return Invalid(string.Join(" ", created.Errors.Select(error => error.Description)));
        if (await GiveAll(account, invitation, now, cancellationToken) is { } refusal) return refusal;
        await accounts.SaveChangesAsync(cancellationToken);
        await all.CommitAsync(cancellationToken);
        return new AccountCreated(account.Id, account.PersonId, []);
    }

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>That of the first administrator ends as soon as there is one, whoever it is.</summary>
    private async Task<bool> IsOpen(Invitation invitation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return invitation.IsOpenAt(now) && (invitation.InvitedBy.Length > 0 || !await store.HasAdministrator(now, null, cancellationToken));
    }

    private async Task<Refusal?> GiveAll(AppUser account, Invitation invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = await store.Held(account.Id, now, cancellationToken);
        if (held.Select(grant => grant.Spec).Union(invitation.Specs).Count() > GrantLimits.HeldMax) return GrantService.RolesFull;
        foreach (var spec in invitation.Specs) await store.Give(account, spec, invitation.GrantsUntil, invitation.InvitedBy, Guid.NewGuid(), now, cancellationToken);
        (invitation.AcceptedAt, invitation.AccountId) = (now, account.Id);
        return null;
    }

    private OutgoingMail Mail(Invitation invitation, string secret) => new(
        string.Create(CultureInfo.InvariantCulture, $"invitation/{invitation.Id:N}"), invitation.Email, MailTemplates.Invitation, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = invitation.Name,
            ["link"] = mail.Value.LinkTo($"{Routes.Invitation}/{secret}"),
            ["until"] = LondonTime.DateAndTime(invitation.Until),
            ["service"] = MailTemplates.ServiceName,
        });

    private static InvitationView View(Invitation it) => new(it.Id, it.Email, it.Name, it.Specs, it.InvitedAt, it.Until, it.AcceptedAt, it.WithdrawnAt);

    private static Refusal Invalid(string detail) => new(RefusalCodes.InvalidCommand, detail);

    private static readonly Refusal Unknown = new(ProblemCodes.InvitationUnknown, "This link is not valid. Ask the person who invited you for a new one.");

    private static readonly Refusal Ended = new(ProblemCodes.InvitationEnded, "This invitation has been used, withdrawn or has expired. Ask the person who invited you for a new one.");

    private static readonly Refusal AddressTaken = new(ProblemCodes.AddressTaken, "There is already an account with this email address. Sign in with it, and ask the person who invited you to add the role.");

    private static readonly Refusal InvitationsFull = new(ProblemCodes.InvitationsFull, $"You have {GrantLimits.OpenInvitationsMax} invitations waiting for an answer. Withdraw some before you send more.");
}
