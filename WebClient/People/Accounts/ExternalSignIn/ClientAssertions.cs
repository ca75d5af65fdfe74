using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>Proves to a provider's token endpoint who we are by a signed token (<c>private_key_jwt</c>, RFC 7523).</summary>
internal sealed class ClientAssertions(ExternalProvider provider)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly SigningCredentials _credentials = Read(provider);

    /// <summary>What is wrong with the key, after the name of the setting; null when nothing is.</summary>
    public static string? ProblemOf(ExternalProvider provider)
    {
        if (provider.KeyAlgorithm is not ['R' or 'P', 'S', ..] and not ['E', 'S', ..]
            || provider.KeyAlgorithm[2..] is not ("256" or "384" or "512"))
            return "KeyAlgorithm takes RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or ES512.";
        try
        {
            var key = Read(provider).Key;
            using var provided = CryptoProviderFactory.Default.CreateForSigning(key, provider.KeyAlgorithm, cacheProvider: false);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException
            or NotSupportedException or InvalidOperationException)
        {
            return $"KeyFile is no PEM file with a private key for {provider.KeyAlgorithm}. {fault.Message}";
        }
    }

    /// <summary>A token for one request to the token endpoint.</summary>
    public string Create(string tokenEndpoint, DateTimeOffset now) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = provider.ClientId,
            Audience = tokenEndpoint,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Sub] = provider.ClientId,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString(),
            },
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = _credentials,
        });

    private static SigningCredentials Read(ExternalProvider provider)
    {
        var pem = File.ReadAllText(provider.KeyFile);
        SecurityKey key = provider.KeyAlgorithm[0] == 'E' ? Elliptic(pem) : Rsa(pem);
        if (provider.KeyId.Length > 0) key.KeyId = provider.KeyId;
        return new SigningCredentials(key, provider.KeyAlgorithm);
    }

    private static RsaSecurityKey Rsa(string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true));
    }

    private static ECDsaSecurityKey Elliptic(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new ECDsaSecurityKey(key);
    }
}
