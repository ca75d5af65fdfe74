using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.Live;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>One week of one practice: what is offered, what is free, and the reader's own place in it.</summary>
public sealed partial class WeekPage(
    BookingService booking, PlaceCommands commands, PublishingService publishing, IBoards boards, CurrentUser user, TimeProvider time, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private WeekView? week;
    private PracticeView? practice;
    private List<(CellFacts Offer, BoardCache Board)> offers = [];
    private List<PlaceView> mine = [];
    private WeekId id;
    private string? done;

    [Parameter] public string? Ods { get; set; }

    [Parameter] public string? Monday { get; set; }

    [SupplyParameterFromQuery(Name = "done")] public string? Deed { get; set; }

    [SupplyParameterFromQuery(Name = "about")] public string? About { get; set; }

    [SupplyParameterFromForm(Name = "Command")] public string? Asked { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string? Place { get; set; }

    [SupplyParameterFromForm] public string? Kind { get; set; }

    /// <summary>A form is answered before its page is read: in a rush nobody waits for numbers that they do not see.</summary>
    protected override Task OnInitializedAsync()
    {
        if (WeekId.TryCreate(Ods, Monday, out id)) return Asked is null ? Load() : Task.CompletedTask;
        navigation.NotFound();
        return Task.CompletedTask;
    }

    private async Task Load()
    {
        if (await booking.Week(id) is not { Succeeded: true, Value: var view })
        {
            navigation.NotFound();
            return;
        }

        var boardOf = new Dictionary<TasterKind, BoardCache>();
        foreach (var offer in view.Offers) boardOf[offer.Kind] = await boards.Get(new BoardId(view.Host.Region, offer.Kind));
        practice = (await publishing.Practice(id.Practice)).Value;
        mine = user.IsDoctor ? MyPlaces(await booking.Agenda()) : [];
        var now = time.GetUtcNow();
        offers = [.. view.Offers.Select(offer => (new CellFacts(id, offer, view.Stopped is not null, view.Version, now), boardOf[offer.Kind]))];
        week = view;
    }

    /// <summary>What is open here, or the hold that has just run out when nothing else is.</summary>
    private List<PlaceView> MyPlaces(AgendaView agenda)
    {
        var here = agenda.Entries.Where(place => place.Week == id).ToList();
        done = Guid.TryParse(About, out var about) && here.Find(place => place.Id == about) is { } changed && !changed.State.IsOpen() ? PlaceWords.Done(Deed, changed) : null;
        var open = here.Where(place => place.State.IsOpen()).ToList();
        return open.Count > 0 ? open : [.. here.Where(place => place.State == PlaceState.Expired).Take(1)];
    }

    private async Task Command()
    {
        if (id == default) return;
        var before = Asked == "release" && user.IsDoctor ? (await booking.Agenda()).Entries : [];
        var outcome = Asked is "hold" or "wait" && KindWords.Parse(Kind) is { } kind
            ? await commands.Ask(Asked, CommandId, id, kind)
            : await commands.Act(Asked, CommandId, Place);
        if (outcome.Succeeded)
        {
            var given = before.FirstOrDefault(place => place.Id == outcome.Value.Id);
            var said = given is null ? "" : $"?done={PlaceWords.Deed(Asked, given.State)}&about={given.Id:N}";
            navigation.NavigateTo($"/weeks/{Ods}/{Monday}{said}");
            return;
        }

        messages.Add(FieldMessage.Of(outcome.Refusal));
        await Load();
    }

    private bool CanAsk(CellFacts offer) =>
        user.BooksKind == offer.Offer.Kind && !mine.Any(place => place.Kind == offer.Offer.Kind && place.State.IsOpen());

    private static string Queue(OfferView offer) => offer.Waiting switch
    {
        0 => "There is no one on the waiting list yet.",
        1 => "1 person is on the waiting list.",
        var count => $"{count} people are on the waiting list.",
    };

    private string Days(HalfDays halfDays)
    {
        var days = Enumerable.Range(0, 5).Where(day => halfDays.Overlaps(HalfDays.Day(day))).Select(day => id.Monday.AddDays(day)).ToList();
        return days.Count switch
        {
            0 => "no days",
            1 => LondonTime.Date(days[0]),
            _ => $"{LondonTime.Date(days[0])} to {LondonTime.Date(days[^1])}",
        };
    }
}
