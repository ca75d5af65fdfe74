using Microsoft.Extensions.Options;

namespace OutreachSilo.Mentoring.Video;

/// <summary>Rooms of a Jitsi Meet by its address: the name is the key, and what is said is not recorded.</summary>
internal sealed class JitsiRooms(IOptions<JitsiOptions> options) : IVideoRooms
{
    private const string Settings = "#config.fileRecordingsEnabled=false&config.localRecording.disable=true&config.liveStreamingEnabled=false&config.transcription.enabled=false";

    public Uri? AddressOf(MeetingRoom room) => options.Value.BaseAddress is { Length: > 0 } address ? new Uri(new Uri(address), room.Name + Settings) : null;
}
