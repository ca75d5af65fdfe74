using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Mentoring.Video;

public sealed class JitsiRoomsTests
{
    private static readonly MeetingRoom Room = new("abcdefghijklmnopqrstuvwxyz", SomeTime, SomeTime.AddHours(1));

    private static DateTimeOffset SomeTime => new(2026, 8, 3, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_in_a_room_can_be_recorded()
    {
        var options = Address("https://meet.example.org").Fragment.TrimStart('#').Split('&');
        Assert.Contains("config.recordingService.enabled=false", options);
        Assert.Contains("config.localRecording.disable=true", options);
        Assert.Contains("config.liveStreaming.enabled=false", options);
        Assert.Contains("config.transcription.enabled=false", options);
    }

    [Theory]
    [InlineData("https://meet.example.org", "https://meet.example.org/abcdefghijklmnopqrstuvwxyz")]
    [InlineData("https://meet.example.org:8443/", "https://meet.example.org:8443/abcdefghijklmnopqrstuvwxyz")]
    public void A_room_is_the_name_at_the_address_of_the_provider(string address, string room) =>
        Assert.Equal(room, Address(address).GetLeftPart(UriPartial.Path));

    [Theory]
    [InlineData("", true)]
    [InlineData("https://meet.example.org", true)]
    [InlineData("http://meet.example.org", false)]
    [InlineData("https://meet.example.org/rooms", false)]
    [InlineData("meet.example.org", false)]
    public void An_address_is_https_and_has_no_path(string address, bool accepted)
    {
        var options = new JitsiOptions { BaseAddress = address };
        Assert.Equal(accepted, Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    private static Uri Address(string address) => new JitsiRooms(Options.Create(new JitsiOptions { BaseAddress = address })).AddressOf(Room)!;
}
