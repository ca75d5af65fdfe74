using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>What is said to a provider and kept of its answer, beyond what the handler does by itself.</summary>
internal static class ExternalSignInEvents
{
    private const int SubjectCharactersMax = 128;

    public static OpenIdConnectEvents Of(ExternalProvider provider)
    {
        var events = new OpenIdConnectEvents
        {
            OnTokenValidated = KeepPerson,
            OnUserInformationReceived = ReadUser,
            OnRedirectToIdentityProviderForSignOut = NameSession,
            OnRemoteFailure = Fail,
        };
        if (provider.KeyFile.Length == 0) return events;
        var assertions = new ClientAssertions(provider);
        events.OnAuthorizationCodeReceived = context => Assert(context, assertions);
        return events;
    }

    private static async Task Assert(AuthorizationCodeReceivedContext context, ClientAssertions assertions)
    {
        var configuration = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        context.TokenEndpointRequest!.ClientAssertionType = ClientAssertions.Type;
        var now = context.Options.TimeProvider!.GetUtcNow();
        context.TokenEndpointRequest.ClientAssertion = assertions.Create(configuration.TokenEndpoint, now);
    }

    /// <summary>Of all that the provider says, who it is, and the address if it has been verified.</summary>
    private static Task KeepPerson(TokenValidatedContext context)
    {
        var token = context.TokenEndpointResponse!.IdToken;
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(new JsonWebToken(token).EncodedPayload));
        if (Text(payload.RootElement, "sub") is not { Length: >= 1 and <= SubjectCharactersMax } subject)
            throw new AuthenticationFailureException("The provider does not say who it is.");
        var person = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, subject)], context.Scheme.Name);
        AddEmail(person, payload.RootElement);
        context.Principal = new ClaimsPrincipal(person);
        context.Properties!.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }]);
        return Task.CompletedTask;
    }

    private static Task ReadUser(UserInformationReceivedContext context)
    {
        AddEmail((ClaimsIdentity)context.Principal!.Identity!, context.User.RootElement);
        return Task.CompletedTask;
    }

    private static void AddEmail(ClaimsIdentity person, JsonElement said)
    {
        if (said.TryGetProperty("email_verified", out var verified) && verified.ValueKind is JsonValueKind.True
            && Text(said, "email") is { } email
            && NewAccountRules.IsAddress(email) && !person.HasClaim(claim => claim.Type == ClaimTypes.Email))
            person.AddClaim(new Claim(ClaimTypes.Email, email));
    }

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Task NameSession(RedirectContext context)
    {
        context.ProtocolMessage.ClientId = context.Options.ClientId;
        context.ProtocolMessage.IdTokenHint = context.Properties.GetTokenValue(OpenIdConnectParameterNames.IdToken);
        return Task.CompletedTask;
    }

    /// <summary>What went wrong is between the browser and the provider; the person tries again or signs in otherwise.</summary>
    private static Task Fail(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(Routes.SignIn + "?done=" + ExternalSignInService.Failed);
        return Task.CompletedTask;
    }
}
