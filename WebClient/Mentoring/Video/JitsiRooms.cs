using Microsoft.Extensions.Options;

namespace OutreachSilo.Mentoring.Video;

/// <summary>Rooms of a Jitsi Meet by its address: the name is the key, and what is said is not recorded.</summary>
internal sealed class JitsiRooms(IOptions<JitsiOptions> options) : IVideoRooms
{
    /// <summary>What a room's address may override in Jitsi's configuration; the two with older names are for servers that do not know the newer ones.</summary>
    private static readonly string[] Off =
    [
        "recordingService.enabled=false", "localRecording.disable=true", "liveStreaming.enabled=false", "transcription.enabled=false", "doNotStoreRoom=true",
        "fileRecordingsEnabled=false", "liveStreamingEnabled=false",
    ];

    private static readonly string Settings = "#" + string.Join('&', Off.Select(option => $"config.{option}"));

    public Uri? AddressOf(MeetingRoom room) => options.Value.BaseAddress is { Length: > 0 } address ? new Uri(new Uri(address), room.Name + Settings) : null;
}
