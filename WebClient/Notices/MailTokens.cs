using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Notices;

/// <summary>
/// Access tokens for XOAUTH2: from a file that somebody else keeps fresh, or from a token endpoint by client credentials (RFC 6749, section
/// 4.4).
/// </summary>
internal sealed class MailTokens(IOptions<MailOptions> options, TimeProvider time) : IDisposable
{
    private const int AnswerBytesMax = 64 * 1024;

    /// <summary>A token is not used in its last minute, so that it does not end on the way.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        MaxResponseContentBufferSize = AnswerBytesMax,
        // Whoever sends the mail sets the deadline.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private KeptToken? _kept;

    /// <exception cref="MailServerException">There is no token; the message says why.</exception>
    public async Task<string> Get(CancellationToken cancellationToken)
    {
        var settings = options.Value.OAuth;
        if (settings.TokenFile.Length > 0)
            return Checked(await Read(settings.TokenFile, cancellationToken), "The file of Mail:OAuth:TokenFile");
        if (_kept is { } kept && time.GetUtcNow() < kept.Until) return kept.Token;
        var answer = await Ask(settings, cancellationToken);
        var token = Checked(answer.AccessToken, "The answer of Mail:OAuth:TokenEndpoint");
        _kept = new KeptToken(token, time.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn ?? 0) - Reserve);
        return token;
    }

    /// <summary>The server did not accept the token: the next one is asked for anew.</summary>
    public void Forget() => _kept = null;

    public void Dispose() => _http.Dispose();

    private static async Task<string> Read(string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailServerException($"The file of Mail:OAuth:TokenFile cannot be read. {fault.Message}", fault);
        }
    }

    private async Task<TokenJson> Ask(MailOAuthOptions settings, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenEndpoint);
        request.Content = new FormUrlEncodedContent(Form(settings));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new MailServerException($"Mail:OAuth:TokenEndpoint gave no token: it answered {(int)response.StatusCode}.");
            var json = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return JsonSerializer.Deserialize(json, MailTokenJson.Default.TokenJson) ?? new TokenJson(null, null);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException)
        {
            throw new MailServerException($"Mail:OAuth:TokenEndpoint gave no token. {fault.Message}", fault);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(MailOAuthOptions settings)
    {
        yield return new("grant_type", "client_credentials");
        yield return new("client_id", settings.ClientId);
        yield return new("client_secret", settings.ClientSecret);
        if (settings.Scope.Length > 0) yield return new("scope", settings.Scope);
    }

    /// <summary>Anything else would end the command that carries it, or say more than one.</summary>
    private static string Checked(string? token, string source) =>
        token is { Length: > 0 } && token.All(static each => each is > ' ' and <= '~')
        ? token
        : throw new MailServerException($"{source} does not contain an access token.");

    private sealed record KeptToken(string Token, DateTimeOffset Until);
}

internal sealed record TokenJson(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn);

[JsonSerializable(typeof(TokenJson))]
internal sealed partial class MailTokenJson : JsonSerializerContext;
