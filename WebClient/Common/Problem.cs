using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace OutreachSilo.Common;

/// <summary>An answer of type <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Type">A URN that names the code.</param>
/// <param name="Title">The condition in a few words; the same for every answer of one code.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable; what programs decide by.</param>
/// <param name="Detail">One sentence a person can act on.</param>
/// <param name="TraceId">Names this request in the service's log.</param>
public sealed record ProblemJson(string Type, string Title, int Status, string Code, string Detail, string TraceId);

/// <summary>Makes and writes problems; status and title come from the one table.</summary>
internal sealed class Problem : IResult
{
    public const string TypePrefix = "urn:outreach:problem:";

    private readonly string _code;
    private readonly string _detail;
    private readonly TimeSpan? _retryAfter;

    private Problem(string code, string detail, TimeSpan? retryAfter) => (_code, _detail, _retryAfter) = (code, detail, retryAfter);

    public static Problem Of(string code, string detail, TimeSpan? retryAfter = null) => new(code, detail, retryAfter);

    public static Problem Of(Refusal refusal) => new(refusal.Code, refusal.Detail, refusal.Code is RefusalCodes.PlacePending or RefusalCodes.MatchPending or RefusalCodes.MeetingPending ? TimeSpan.FromSeconds(1) : null);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var kind = ProblemTable.Find(_code);
        var response = httpContext.Response;
        response.StatusCode = kind.Status;
        response.ContentType = MediaTypeNames.Application.ProblemJson;
        response.Headers.CacheControl = "no-store";
        if (_retryAfter is { } wait) response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var body = new ProblemJson(TypePrefix + _code, kind.Title, kind.Status, _code, _detail, Activity.Current?.Id ?? httpContext.TraceIdentifier);
        return response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, ProblemJsonContext.Default.ProblemJson)).AsTask();
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemJson))]
internal sealed partial class ProblemJsonContext : JsonSerializerContext;
