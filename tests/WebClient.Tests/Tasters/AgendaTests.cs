using System.Net.Http.Json;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.People;

namespace OutreachSilo.Tasters;

/// <summary>One agenda per person: places and meetings, for doctors and trainees.</summary>
public sealed class AgendaTests
{
    private static readonly string Source = GrainKeys.Mentorship(SomeMentoring.PairId);

    [Fact]
    public async Task A_trainee_sees_the_meetings_to_come_and_the_way_to_the_pair()
    {
        await using var door = await Opened();
        var page = await door.Client(door.TraineeCookie()).GetStringAsync("/bookings");
        Assert.Contains("My meetings", page, StringComparison.Ordinal);
        Assert.Contains($"/mentorships/{SomeMentoring.PairId:N}", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("Mentoring meeting").Length - 1);
    }

    [Fact]
    public async Task The_API_tells_of_meetings_with_their_ends()
    {
        await using var door = await Opened();
        var agenda = await door.Client(door.TraineeCookie()).GetFromJsonAsync<JsonElement>("/api/v1/me/agenda");
        var meetings = agenda.GetProperty("meetings").EnumerateArray().ToList();
        Assert.Equal(3, meetings.Count);
        Assert.Equal(SomeMentoring.PairId, meetings[0].GetProperty("mentorship").GetGuid());
        Assert.Equal(TimeSpan.FromMinutes(30), meetings[0].GetProperty("endsAt").GetDateTimeOffset() - meetings[0].GetProperty("startsAt").GetDateTimeOffset());
        Assert.True(meetings[2].GetProperty("ended").GetBoolean());
    }

    /// <summary>One meeting to come, one that is over, one that was cancelled.</summary>
    private static async Task<Door> Opened()
    {
        var door = await Door.OpenWithPages();
        var now = door.Time.GetUtcNow();
        door.Grains.Answers = (_, method, _) => method == nameof(IPersonGrain.Agenda)
            ? new AgendaView([], 3) { Engagements = [Meeting(now.AddDays(1)), Meeting(now.AddDays(-1)), Meeting(now.AddDays(2)) with { Ended = true }] }
            : throw new NotSupportedException(method);
        return door;
    }

    private static EngagementView Meeting(DateTimeOffset startsAt) => new(Guid.NewGuid(), Source, Guid.NewGuid(), startsAt, 30, 0, Ended: false);
}
