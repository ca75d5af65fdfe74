using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>A linked account elsewhere, as its owner sees it.</summary>
/// <param name="Name">Of <see cref="ExternalProvider.Name"/>.</param>
public sealed record ExternalLink(string Name, string Label);

/// <summary>
/// Signs in by accounts elsewhere, and links them. Nobody gets an account by it: an account is made by invitation, and linked by its owner
/// while signed in, or by an address that a trusted provider has verified.
/// </summary>
internal sealed class ExternalSignInService(
    ExternalProviders providers, SignInManager<AppUser> signIn, SignInService door, ExternalSessions sessions, AccountNotices notices)
{
    /// <summary>Results, as the pages take them in <c>done</c>.</summary>
    public const string Failed = "external-failed";
    public const string Unknown = "external-unknown";
    public const string Refused = "external-refused";
    public const string Linked = "external-linked";
    public const string Taken = "external-taken";

    public async Task<IReadOnlyList<ExternalLink>> LinksOf(string accountId)
    {
        if (providers.All.Count == 0 || await signIn.UserManager.FindByIdAsync(accountId) is not { } user) return [];
        var logins = await signIn.UserManager.GetLoginsAsync(user);
        return [.. providers.All.Where(provider => logins.Any(login => login.LoginProvider == provider.Scheme))
            .Select(provider => new ExternalLink(provider.Name, provider.Label))];
    }

    /// <summary>Null when signed in; otherwise what the sign-in page is to say.</summary>
    public async Task<string?> SignIn()
    {
        var info = await Info(null);
        if (info is null) return Failed;
        var user = await signIn.UserManager.FindByLoginAsync(info.LoginProvider, info.ProviderKey) ?? await LinkByEmail(info);
        if (user is not null)
        {
            if (await door.Admit(user, SignInMethod.External) is not null) return Refused;
            var token = info.AuthenticationTokens?.FirstOrDefault(token => token.Name == OpenIdConnectParameterNames.IdToken);
            sessions.Keep(signIn.Context, info.LoginProvider, token?.Value);
            return null;
        }

        await door.Refused(SignInMethod.External);
        return Unknown;
    }

    /// <summary>
    /// Links the account elsewhere that has just answered to the one that asked for it. What the security page is to say.
    /// </summary>
    public async Task<string> Link(string accountId)
    {
        if (await Info(accountId) is not { } info || await signIn.UserManager.FindByIdAsync(accountId) is not { } user) return Failed;
        if (await signIn.UserManager.FindByLoginAsync(info.LoginProvider, info.ProviderKey) is { } owner)
            return owner.Id == accountId ? Linked : Taken;
        return await Add(user, info) ? Linked : Failed;
    }

    /// <summary>True when it was linked.</summary>
    public async Task<bool> Unlink(string accountId, string? name)
    {
        if (providers.Find(name) is not { } provider || await signIn.UserManager.FindByIdAsync(accountId) is not { } user) return false;
        var any = false;
        foreach (var login in (await signIn.UserManager.GetLoginsAsync(user)).Where(login => login.LoginProvider == provider.Scheme))
            any |= (await signIn.UserManager.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey)).Succeeded;
        if (any) await notices.ExternalUnlinked(user, provider.Label);
        return any;
    }

    /// <summary>What the provider said, once; null without it or when another account asked.</summary>
    private async Task<ExternalLoginInfo?> Info(string? askedBy)
    {
        var info = await signIn.GetExternalLoginInfoAsync(askedBy);
        await signIn.Context.SignOutAsync(IdentityConstants.ExternalScheme);
        return info;
    }

    private async Task<AppUser?> LinkByEmail(ExternalLoginInfo info)
    {
        // The claim is there only when the provider says that it has verified the address.
        if (providers.OfScheme(info.LoginProvider) is not { TrustsEmail: true }
            || info.Principal.FindFirstValue(ClaimTypes.Email) is not { } email) return null;
        return await signIn.UserManager.FindByEmailAsync(email) is { } user && await Add(user, info) ? user : null;
    }

    private async Task<bool> Add(AppUser user, ExternalLoginInfo info)
    {
        if (!(await signIn.UserManager.AddLoginAsync(user, info)).Succeeded) return false;
        await notices.ExternalLinked(user, providers.OfScheme(info.LoginProvider)?.Label ?? info.LoginProvider);
        return true;
    }
}
