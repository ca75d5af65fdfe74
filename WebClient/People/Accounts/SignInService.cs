using Microsoft.AspNetCore.Identity;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts;

/// <summary>Signs in and out by cookie; for the page and the API. What is wrong (address, password) is never told apart.</summary>
public sealed class SignInService(SignInManager<AppUser> signIn)
{
    public const int PasswordCharactersMax = 200;
    public const int EmailCharactersMax = 254;

    /// <summary>Null when signed in. Refused: SignInFailed, SignInLocked (five wrong passwords lock for five minutes).</summary>
    public async Task<Refusal?> SignIn(string? email, string? password)
    {
        if (email is null or { Length: 0 or > EmailCharactersMax } || password is null or { Length: 0 or > PasswordCharactersMax }) return Failed;
        var user = await signIn.UserManager.FindByEmailAsync(email);
        if (user is null)
        {
            // As much work as for a known address, so that the time it takes tells nobody which addresses exist.
            signIn.UserManager.PasswordHasher.VerifyHashedPassword(new AppUser(), AnyHash.Value, password);
            return Failed;
        }

        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? null : result.IsLockedOut ? Locked : Failed;
    }

    public Task SignOut() => signIn.SignOutAsync();

    private static readonly Lazy<string> AnyHash = new(() => new PasswordHasher<AppUser>().HashPassword(new AppUser(), Guid.NewGuid().ToString()));

    private static readonly Refusal Failed = new(ProblemCodes.SignInFailed, "The email address or the password is not right.");

    private static readonly Refusal Locked = new(ProblemCodes.SignInLocked, "Too many wrong passwords. Try again in five minutes.");
}
