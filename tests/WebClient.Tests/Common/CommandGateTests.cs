using System.Net;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

/// <summary>Overload is refused at the door, before anything is spent on it.</summary>
public sealed class CommandGateTests
{
    private const string Confirm = "/api/v1/places/00000000-0000-0000-0000-000000000001/confirm";

    [Fact]
    public async Task One_command_more_than_there_may_be_is_told_to_come_back_and_costs_no_grain_call()
    {
        var (door, first, answer) = await WithOneUnderWay(commandsMax: 1);
        await using var _ = door;

        // Nobody is signed in here: the gate comes before all that.
        var second = await door.Client().SendAsync(Request(HttpMethod.Post, Confirm));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(FaultCodes.JournalBusy, await second.Code());
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await door.Client(door.DoctorCookie()).GetAsync("/api/v1/me")).StatusCode);
        Assert.Single(door.Grains.Calls);

        answer.SetResult(Some.Place());
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        door.Grains.Answers = (_, _, _) => Some.Place();
        Assert.Equal(HttpStatusCode.OK, (await door.Client(door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Confirm))).StatusCode);
    }

    [Fact]
    public async Task Negative_control_with_room_for_two_the_second_goes_on_to_the_sign_in()
    {
        var (door, first, answer) = await WithOneUnderWay(commandsMax: 2);
        await using var _ = door;
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Client().SendAsync(Request(HttpMethod.Post, Confirm))).StatusCode);
        answer.SetResult(Some.Place());
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    private static async Task<(Door Door, Task<HttpResponseMessage> First, TaskCompletionSource<Outcome<Tasters.PlaceView>> Answer)> WithOneUnderWay(int commandsMax)
    {
        var door = await Door.Open(false, ("Edge:CommandsMax", commandsMax.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<Outcome<Tasters.PlaceView>>(TaskCreationOptions.RunContinuationsAsynchronously);
        door.Grains.Answers = (_, _, _) =>
        {
            asked.SetResult();
            return answer.Task;
        };
        var first = door.Client(door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Confirm));
        await asked.Task;
        return (door, first, answer);
    }
}
