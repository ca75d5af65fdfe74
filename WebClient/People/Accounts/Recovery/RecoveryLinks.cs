using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace OutreachSilo.People.Accounts.Recovery;

/// <summary>
/// Makes and reads the part of a recovery link that names its account. It is bound to the account's security stamp, which a new password
/// replaces: so a link works once, and every earlier one ends with it.
/// </summary>
public sealed class RecoveryLinks(IDataProtectionProvider protection, UserManager<AppUser> users, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int TokenCharactersMax = 1_000;

    /// <summary>The decoder would also take white space and padding: one link has one spelling.</summary>
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly IDataProtector _protector = protection.CreateProtector("OutreachSilo.Recovery.v1");

    public (string Token, DateTimeOffset Until) Make(AppUser user)
    {
        var until = time.GetUtcNow() + Lifetime;
        var text = string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeMilliseconds()}\n{StampOf(user)}\n{user.Id}");
        return (Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(text))), until);
    }

    /// <summary>The account, while the link may be used; null for one that is forged, too old or used.</summary>
    public async Task<AppUser?> Read(string? token)
    {
        if (token is null or { Length: 0 or > TokenCharactersMax } || token.AsSpan().ContainsAnyExcept(TokenCharacters) || !Base64Url.IsValid(token)) return null;
        try
        {
            if (Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(token))).Split('\n', 3) is not [var until, var stamp, var id]) return null;
            if (time.GetUtcNow().ToUnixTimeMilliseconds() >= long.Parse(until, CultureInfo.InvariantCulture)) return null;
            return await users.FindByIdAsync(id) is { } user && StampOf(user) == stamp ? user : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string StampOf(AppUser user) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user.SecurityStamp ?? "")));
}
