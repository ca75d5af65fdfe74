using Microsoft.AspNetCore.Components;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>The signed-in person's agenda: meetings to come, what needs an answer, then what is booked and waited for.</summary>
public sealed partial class BookingsPage(BookingService booking, PlaceCommands commands, CurrentUser user, TimeProvider time, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private List<PlaceView> open = [];
    private List<PlaceView> ended = [];
    private List<EngagementView> meetings = [];

    [SupplyParameterFromForm(Name = "Command")] public string? Asked { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string? Place { get; set; }

    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        var agenda = await booking.Agenda();
        open = [.. agenda.Entries.Where(place => place.State.IsOpen()).OrderBy(place => place.Week.Monday)];
        ended = [.. agenda.Entries.Where(place => !place.State.IsOpen())];
        meetings = [.. agenda.Engagements.Where(meeting => !meeting.Ended && meeting.StartsAt.AddMinutes(meeting.Minutes) > time.GetUtcNow())];
    }

    private async Task Command()
    {
        var outcome = await commands.Act(Asked, CommandId, Place);
        if (outcome.Succeeded)
        {
            navigation.NavigateTo("/bookings");
            return;
        }

        messages.Add(FieldMessage.Of(outcome.Refusal));
        await Load();
    }

    private static string AddressOf(EngagementView meeting) => AgendaMeeting.PairOf(meeting) is { } pair ? $"/mentorships/{pair:N}" : "/mentoring";

    private IEnumerable<(string Heading, IReadOnlyList<PlaceView> Places)> Groups()
    {
        (string, PlaceState[])[] groups =
        [
            ("Waiting for your answer", [PlaceState.Offered, PlaceState.Held, PlaceState.Asked]),
            ("Booked", [PlaceState.Confirmed]),
            ("On a waiting list", [PlaceState.Waiting]),
        ];
        return groups.Select(group => (group.Item1, (IReadOnlyList<PlaceView>)[.. open.Where(place => group.Item2.Contains(place.State))])).Where(group => group.Item2.Count > 0);
    }
}
