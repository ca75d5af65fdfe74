using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using OutreachSilo.Common.Components;
using OutreachSilo.Common.Limits;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts;

/// <summary>Changes passwords. Every other session of the account ends with that.</summary>
public sealed class PasswordService(UserManager<AppUser> users, SignInService signIn, SessionService sessions, SignInAudit audit, AccountAttempts attempts, AccountNotices notices, IHttpContextAccessor http)
{
    /// <summary>By its owner, who stays signed in here. Empty when done; otherwise what is wrong, by field: current, new, again.</summary>
    public async Task<IReadOnlyList<FieldMessage>> Change(CurrentUser owner, string? current, string? wanted, string? again)
    {
        if (await users.FindByIdAsync(owner.AccountId) is not { } user) return [new FieldMessage(null, "Sign in again.")];
        if (Check(wanted, again) is { } wrong) return [wrong];
        if (!attempts.MayTry(owner.Email) || await users.IsLockedOutAsync(user)) return [new FieldMessage("current", "You have tried too many times. Try again in 5 minutes.")];
        if (current is null or { Length: 0 or > SignInService.PasswordCharactersMax } || !await users.CheckPasswordAsync(user, current))
        {
            await users.AccessFailedAsync(user);
            await audit.Record(user.Id, SignInMethod.Password, SignInOutcome.Refused, Visitor.Of(http.HttpContext!));
            return [new FieldMessage("current", "Your current password is not correct. Try again.")];
        }

        var result = await users.ChangePasswordAsync(user, current, wanted!);
        if (!result.Succeeded) return Explain(result);
        await users.ResetAccessFailedCountAsync(user);
        await Finish(user, SignInMethod.Password, owner.SessionId);
        await signIn.Renew(user);
        return [];
    }

    /// <summary>By whoever came with a link of the mail to its owner. Ends every session and the lock.</summary>
    internal async Task<IReadOnlyList<FieldMessage>> Set(AppUser user, string? wanted, string? again)
    {
        if (Check(wanted, again) is { } wrong) return [wrong];
        foreach (var validator in users.PasswordValidators)
            if (await validator.ValidateAsync(users, user, wanted) is { Succeeded: false } refused)
                return Explain(refused);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, wanted!);
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        // Writes all of it, a new stamp included, unless another request was first.
        var result = await users.UpdateSecurityStampAsync(user);
        if (!result.Succeeded) return Explain(result);
        await Finish(user, SignInMethod.RecoveryLink, keep: null);
        return [];
    }

    private async Task Finish(AppUser user, SignInMethod how, string? keep)
    {
        await sessions.EndOthers(user.Id, keep);
        await audit.Record(user.Id, how, SignInOutcome.PasswordChanged, Visitor.Of(http.HttpContext!));
        await notices.PasswordChanged(user);
    }

    private static FieldMessage? Check(string? wanted, string? again) => wanted switch
    {
        null or { Length: < PasswordRules.CharactersMin } => new FieldMessage("new", $"Your new password must be at least {PasswordRules.CharactersMin} characters."),
        { Length: > SignInService.PasswordCharactersMax } => new FieldMessage("new", $"Your new password must be {SignInService.PasswordCharactersMax} characters or fewer."),
        _ when wanted != again => new FieldMessage("again", "The new passwords do not match. Enter the same password twice."),
        _ => null,
    };

    private static IReadOnlyList<FieldMessage> Explain(IdentityResult result) => [.. result.Errors.Select(error => new FieldMessage("new", error.Description))];
}
