using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using OutreachSilo.Common;
using OutreachSilo.Common.Limits;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">base64url of the credential's id.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset MadeAt);

/// <summary>Passkeys of the signed-in account, and signing in with one.</summary>
public sealed class PasskeyService(UserManager<AppUser> users, PasskeyCeremonies ceremonies, SignInService signIn, AccountAttempts attempts, AccountNotices notices)
{
    public const int PasskeysMax = 20;
    public const int NameCharactersMax = 60;

    public async Task<IReadOnlyList<PasskeyView>> Of(string accountId) => await users.FindByIdAsync(accountId) is { } user
        ? [.. (await users.GetPasskeysAsync(user)).OrderBy(it => it.CreatedAt).Select(it => new PasskeyView(Base64Url.EncodeToString(it.CredentialId), NameOf(it), it.CreatedAt))]
        : [];

    /// <summary>Null when the account is gone, has as many as it may have, or asks too often.</summary>
    public async Task<PasskeyQuestion?> Ask(string accountId) =>
        await users.FindByIdAsync(accountId) is { } user && attempts.MayTry(user.Email!) && (await users.GetPasskeysAsync(user)).Count < PasskeysMax ? await ceremonies.AskForNew(user) : null;

    /// <summary>Null when added; otherwise what to tell.</summary>
    public async Task<string?> Add(string accountId, PasskeyAnswer answer, string? name)
    {
        if (Clean(name) is not { } called) return $"Enter a name for the passkey using {NameCharactersMax} characters or fewer.";
        if (await users.FindByIdAsync(accountId) is not { } user) return "Sign in again.";
        if ((await users.GetPasskeysAsync(user)).Count >= PasskeysMax) return $"You already have {PasskeysMax} passkeys. Remove one before you add another.";
        if (await ceremonies.TakeNew(user, answer) is not { } passkey) return "The passkey was not added. Try again.";
        // A passkey belongs to one account; that of another must not change hands.
        if (await users.FindByPasskeyIdAsync(passkey.CredentialId) is not null) return "This passkey is already in use. Add a different one.";
        passkey.Name = called;
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded) return "The passkey was not added. Try again.";
        await notices.PasskeyAdded(user, called);
        return null;
    }

    public async Task<bool> Rename(string accountId, string? id, string? name)
    {
        if (Clean(name) is not { } called || await Find(accountId, id) is not var (user, passkey)) return false;
        passkey.Name = called;
        return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded;
    }

    public async Task<bool> Remove(string accountId, string? id)
    {
        if (await Find(accountId, id) is not var (user, passkey) || !(await users.RemovePasskeyAsync(user, passkey.CredentialId)).Succeeded) return false;
        await notices.PasskeyRemoved(user, NameOf(passkey));
        return true;
    }

    /// <summary>Null when signed in. Refused: SignInFailed, SignInLocked, TooManyRequests.</summary>
    public async Task<Refusal?> SignIn(PasskeyAnswer answer)
    {
        if (await ceremonies.TakeAny(answer) is not var (user, passkey))
        {
            await signIn.Refused(SignInMethod.Passkey);
            return Failed;
        }

        if (!attempts.MayTry(user.Email!)) return TooMany;
        // Its counter has moved on; a clone of the authenticator shows by an old one.
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded) return Failed;
        return await signIn.Admit(user, SignInMethod.Passkey);
    }

    private static string NameOf(UserPasskeyInfo passkey) => passkey.Name ?? "Passkey";

    private static string? Clean(string? name) => name?.Trim() is { Length: >= 1 and <= NameCharactersMax } text && text.IsPlainText() ? text : null;

    private async Task<(AppUser, UserPasskeyInfo)?> Find(string accountId, string? id)
    {
        if (id is null or { Length: 0 or > 2_000 } || !Base64Url.IsValid(id) || await users.FindByIdAsync(accountId) is not { } user) return null;
        return await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id)) is { } passkey ? (user, passkey) : null;
    }

    private static readonly Refusal Failed = new(ProblemCodes.SignInFailed, "You cannot sign in with this passkey. Try again, or sign in with your password.");

    private static readonly Refusal TooMany = new(ProblemCodes.TooManyRequests, "You have tried too many times. Wait a minute and try again.");
}
