using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>
/// Takes no unsigned token: the handler would, from a token endpoint, because TLS names that (OpenID Connect Core, 3.1.3.7).
/// </summary>
internal sealed class SignedTokens : JsonWebTokenHandler
{
    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        validationParameters.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, validationParameters);
    }
}
