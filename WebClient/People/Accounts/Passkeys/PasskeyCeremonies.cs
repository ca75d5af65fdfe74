using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts.Passkeys;

/// <summary>
/// The two conversations with an authenticator (WebAuthn): making a passkey and using one. What the second half must know of the first
/// travels with the page, sealed, for five minutes, and is taken once.
/// </summary>
public sealed class PasskeyCeremonies(IPasskeyHandler<AppUser> handler, IDataProtectionProvider protection, AccountsDb accounts, IHttpContextAccessor http, TimeProvider time)
{
    public const int CredentialCharactersMax = 16 * 1024;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Use = "use";

    /// <summary>What the page needs to ask its browser for a new passkey.</summary>
    public async Task<PasskeyQuestion> AskForNew(AppUser user)
    {
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = user.Email!, DisplayName = user.DisplayName }, http.HttpContext!);
        return new PasskeyQuestion(options.CreationOptionsJson, Seal(MakeFor(user), options.AttestationState));
    }

    /// <summary>What the page needs to ask its browser for a passkey of whichever account.</summary>
    public async Task<PasskeyQuestion> AskForAny()
    {
        var options = await handler.MakeRequestOptionsAsync(null, http.HttpContext!);
        return new PasskeyQuestion(options.RequestOptionsJson, Seal(Use, options.AssertionState));
    }

    /// <summary>The passkey that was made, or null when the answer is not one to a question that was put to this account.</summary>
    public async Task<UserPasskeyInfo?> TakeNew(AppUser user, PasskeyAnswer answer)
    {
        if (Open(MakeFor(user), answer) is not { } state) return null;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http.HttpContext!, CredentialJson = answer.Credential!, AttestationState = state });
        return result.Succeeded && result.UserEntity.Id == user.Id && await Spend(state) ? result.Passkey : null;
    }

    /// <summary>Whose passkey answered, or null.</summary>
    public async Task<(AppUser User, UserPasskeyInfo Passkey)?> TakeAny(PasskeyAnswer answer)
    {
        if (Open(Use, answer) is not { } state) return null;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http.HttpContext!, CredentialJson = answer.Credential!, AssertionState = state });
        return result.Succeeded && await Spend(state) ? (result.User, result.Passkey) : null;
    }

    private static string MakeFor(AppUser user) => "make/" + user.Id;

    private IDataProtector Protector(string purpose) => protection.CreateProtector("OutreachSilo.Passkeys.v1", purpose);

    private string Seal(string purpose, string? state)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Protector(purpose).Protect($"{until}\n{state}");
    }

    private string? Open(string purpose, PasskeyAnswer answer)
    {
        if (answer.Credential is null or { Length: 0 or > CredentialCharactersMax } || answer.State is null or { Length: 0 or > CredentialCharactersMax }) return null;
        try
        {
            var (until, state) = Protector(purpose).Unprotect(answer.State).Split('\n', 2) is [var first, var second] ? (first, second) : ("0", "");
            return time.GetUtcNow().ToUnixTimeMilliseconds() < long.Parse(until, CultureInfo.InvariantCulture) ? state : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>False when the same question was answered before, on whichever node.</summary>
    private async Task<bool> Spend(string state)
    {
        var spent = new SpentChallenge { Hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state))), At = time.GetUtcNow() };
        accounts.Add(spent);
        try
        {
            await accounts.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException) when (accounts.Set<SpentChallenge>().AsNoTracking().Any(it => it.Hash == spent.Hash))
        {
            accounts.Entry(spent).State = EntityState.Detached;
            return false;
        }
    }
}

/// <param name="OptionsJson">For <c>navigator.credentials</c>.</param>
/// <param name="State">To be given back with the answer.</param>
public sealed record PasskeyQuestion(string OptionsJson, string State);

/// <param name="Credential">JSON of what <c>navigator.credentials</c> gave.</param>
/// <param name="State">As it came with the question.</param>
public sealed record PasskeyAnswer(string? Credential, string? State);
