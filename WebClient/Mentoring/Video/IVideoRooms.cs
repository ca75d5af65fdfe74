namespace OutreachSilo.Mentoring.Video;

/// <summary>Whoever provides the rooms in which pairs meet. Knows a room's name and the time it is open, and nobody's name.</summary>
public interface IVideoRooms
{
    /// <summary>Where the room can be entered now; null when no provider is set up.</summary>
    Uri? AddressOf(MeetingRoom room);
}
