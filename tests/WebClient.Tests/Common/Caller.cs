using System.Net;
using System.Text.RegularExpressions;

namespace OutreachSilo.Common;

/// <summary>A browser without script: keeps cookies, reads a page's forms, sends one with its token.</summary>
internal sealed partial class Caller(Door door, string scheme = "http", string host = "localhost")
{
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public async Task<Answer> Get(string address) => await Send(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends a page's form: its token, its handler, and the fields given.</summary>
    /// <param name="page">Where the form is; it is read first.</param>
    public async Task<Answer> Post(string page, string handler, params (string Name, string? Value)[] fields) =>
        await PostTo(page, [("_handler", handler), ("__RequestVerificationToken", await Token(page)), .. fields]);

    /// <summary>Sends fields as they are.</summary>
    public Task<Answer> PostTo(string address, params (string Name, string? Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));
        return Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = form }.With("Origin", $"{scheme}://{host}"));
    }

    public async Task<string> Token(string page)
    {
        var match = TokenField().Match((await Get(page)).Text);
        Assert.True(match.Success, $"{page} has no form.");
        return match.Groups[1].Value;
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(new Uri($"{scheme}://{host}"), request.RequestUri!);
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var client = door.Client();
        var response = await client.SendAsync(request);
        var set = response.Headers.TryGetValues("Set-Cookie", out var headers) ? headers.ToList() : [];
        foreach (var header in set) Keep(header);
        return new Answer(response, await response.Content.ReadAsStringAsync(), set);
    }

    private void Keep(string header)
    {
        var (name, value) = header.Split(';')[0].Split('=', 2) is [var first, var second] ? (first, second) : (header, "");
        if (value.Length == 0) Cookies.Remove(name);
        else Cookies[name] = value;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    internal sealed record Answer(HttpResponseMessage Response, string Text, IReadOnlyList<string> SetCookies)
    {
        public HttpStatusCode Status => Response.StatusCode;

        /// <summary>Where it leads, as a path; empty when it leads nowhere.</summary>
        public string Leads => Response.Headers.Location is { } location ? location.IsAbsoluteUri ? location.PathAndQuery : location.ToString() : "";

        public string Header(string name) => string.Join(',', Response.Headers.TryGetValues(name, out var values) ? values : []);
    }
}
