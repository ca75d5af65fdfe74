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
    private string? done;

    [SupplyParameterFromQuery(Name = "done")] public string? Deed { get; set; }

    [SupplyParameterFromQuery(Name = "about")] public string? About { get; set; }

    [SupplyParameterFromForm(Name = "Command")] public string? Asked { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string? Place { get; set; }

    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        var agenda = await booking.Agenda();
        open = [.. agenda.Entries.Where(place => place.State.IsOpen()).OrderBy(place => place.Week.Monday)];
        done = Guid.TryParse(About, out var about) && agenda.Entries.FirstOrDefault(place => place.Id == about) is { } changed ? PlaceWords.Done(Deed, changed) : null;
        ended = [.. agenda.Entries.Where(place => !place.State.IsOpen())];
        meetings = [.. agenda.Engagements.Where(meeting => !meeting.Ended && meeting.StartsAt.AddMinutes(meeting.Minutes) > time.GetUtcNow())];
    }

    private async Task Command()
    {
        var outcome = await commands.Act(Asked, CommandId, Place);
        if (outcome.Succeeded)
        {
            var before = open.Find(place => place.Id == outcome.Value.Id)?.State ?? outcome.Value.State;
            navigation.NavigateTo($"/bookings?done={PlaceWords.Deed(Asked, before)}&about={outcome.Value.Id:N}");
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
