using System.Net;
using System.Text.Json;

namespace OutreachSilo.EndToEnd;

/// <summary>What one request came to in the end.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Code, Guid? Place, string? State)
{
    public bool IsDone => Status is HttpStatusCode.OK or HttpStatusCode.Created;

    /// <exception cref="JsonException">It ends in the middle.</exception>
    public static async Task<Answer> Read(HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (text.Length == 0) return new Answer(response.StatusCode, null, null, null);
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object) return new Answer(response.StatusCode, null, null, null);
        return new Answer(
            response.StatusCode,
            json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null,
            json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var place) ? place : null,
            json.RootElement.TryGetProperty("state", out var state) ? state.GetString() : null);
    }
}
