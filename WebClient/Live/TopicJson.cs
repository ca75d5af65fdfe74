using System.Text.Json;

namespace OutreachSilo.Live;

/// <summary>What is pushed as <c>moved</c>: pages that show the topic as of an older version, or of another epoch, fetch themselves again.</summary>
/// <param name="Topic">Null for every topic that the connection follows.</param>
internal sealed record MovedJson(string? Topic, Guid Epoch, long Version)
{
    public RawJson ToJson() => new(JsonSerializer.SerializeToUtf8Bytes(this, LiveJson.Default.MovedJson));
}

/// <summary>The answer to <c>Join</c> of a topic that is no board.</summary>
/// <param name="Version">The topic's version on this host.</param>
/// <param name="Moved">Whether a page made at the version given may be out of date.</param>
internal sealed record FollowedTopicJson(Guid Epoch, long Version, bool Moved)
{
    public RawJson ToJson() => new(JsonSerializer.SerializeToUtf8Bytes(this, LiveJson.Default.FollowedTopicJson));
}
