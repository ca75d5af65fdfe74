using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using OutreachSilo.Common;
using OutreachSilo.Common.Limits;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts;

/// <summary>Signs in and out by cookie; for pages and the API. What is wrong (address, password) is never told apart.</summary>
public sealed class SignInService(SignInManager<AppUser> signIn, SessionService sessions, SignInAudit audit, AccountAttempts attempts, AbsentAccounts absent)
{
    public const int PasswordCharactersMax = 200;
    public const int EmailCharactersMax = 254;

    /// <summary>Null when signed in. Refused: SignInFailed, SignInLocked (five wrong passwords lock for five minutes), TooManyRequests.</summary>
    public async Task<Refusal?> SignIn(string? email, string? password)
    {
        if (!NewAccountRules.IsAddress(email) || password is null or { Length: 0 or > PasswordCharactersMax }) return Failed;
        if (!attempts.MayTry(email!)) return TooMany;
        var user = await signIn.UserManager.FindByEmailAsync(email!);
        // As much work whatever is known, so that the time it takes tells nobody which addresses exist.
        if (user?.PasswordHash is null || await signIn.UserManager.IsLockedOutAsync(user)) signIn.UserManager.PasswordHasher.VerifyHashedPassword(new AppUser(), AnyHash.Value, password);
        var result = user is null ? absent.Fail(email!) : await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        return await Finish(user, SignInMethod.Password, result);
    }

    /// <summary>Lets somebody in who proved in another way who they are. Null when signed in. Refused: SignInFailed, SignInLocked.</summary>
    public async Task<Refusal?> Admit(AppUser user, SignInMethod how)
    {
        var result = await signIn.UserManager.IsLockedOutAsync(user) ? SignInResult.LockedOut : await signIn.CanSignInAsync(user) ? SignInResult.Success : SignInResult.NotAllowed;
        return await Finish(user, how, result);
    }

    /// <summary>Writes down that somebody was refused of whom nothing is known.</summary>
    public Task Refused(SignInMethod how) => audit.Record(null, how, SignInOutcome.Refused, Visitor.Of(signIn.Context));

    /// <summary>Makes this browser's ticket anew after its account has changed; the session stays.</summary>
    public Task Renew(AppUser user) => Issue(user, signIn.Context.User.FindFirstValue(OutreachClaims.Session) ?? "");

    public async Task SignOut()
    {
        await Leave();
        await signIn.SignOutAsync();
    }

    private async Task<Refusal?> Finish(AppUser? user, SignInMethod how, SignInResult result)
    {
        var visitor = Visitor.Of(signIn.Context);
        if (user is null || !result.Succeeded)
        {
            await audit.Record(user?.Id, how, result.IsLockedOut ? SignInOutcome.Locked : SignInOutcome.Refused, visitor);
            return result.IsLockedOut ? Locked : Failed;
        }

        await Leave();
        audit.Add(user.Id, how, SignInOutcome.SignedIn, visitor);
        await Issue(user, (await sessions.Start(user.Id, how, visitor)).Id);
        return null;
    }

    private Task Issue(AppUser user, string session) => signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(OutreachClaims.Session, session)]);

    /// <summary>Ends the session of this browser, so that a copy of its ticket is worth nothing.</summary>
    private async Task Leave()
    {
        var user = new CurrentUser(signIn.Context.User);
        if (user.SessionId is { } session) await sessions.End(user.AccountId, session);
    }

    private static readonly Lazy<string> AnyHash = new(() => new PasswordHasher<AppUser>().HashPassword(new AppUser(), Guid.NewGuid().ToString()));

    private static readonly Refusal Failed = new(ProblemCodes.SignInFailed, "Your email address or password is not correct. Try again.");

    private static readonly Refusal Locked = new(ProblemCodes.SignInLocked, "You entered the wrong password too many times. Try again in 5 minutes.");

    private static readonly Refusal TooMany = new(ProblemCodes.TooManyRequests, "You have tried too many times. Wait a minute and try again.");
}
