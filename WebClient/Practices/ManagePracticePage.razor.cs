using System.Globalization;
using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>A practice's weeks for those who run it: numbers, places up and down, and who is coming.</summary>
public sealed partial class ManagePracticePage(
    PublishingService publishing, IBoards boards, IPeopleNames people, CurrentUser user, TimeProvider time, NavigationManager navigation) : ComponentBase
{
    public const int WeeksMax = 60;

    private sealed record Line(DateOnly Monday, List<(CellFacts Cell, BoardCache Board)> Offers, IReadOnlyList<WeekPerson> People);

    private readonly List<FieldMessage> messages = [];
    private PracticeView? practice;
    private List<Line> lines = [];
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();
    private string? done;
    private bool mayChange;

    [Parameter] public string? Ods { get; set; }

    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    [SupplyParameterFromQuery(Name = "week")] public string? Week { get; set; }

    [SupplyParameterFromForm(Name = "Command")] public string? Asked { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string? Monday { get; set; }

    [SupplyParameterFromForm] public string? Kind { get; set; }

    [SupplyParameterFromForm] public string? Capacity { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!GrainKeys.TryParsePracticeCode(Ods, out var code) || await publishing.Practice(code) is not { Succeeded: true, Value: var view })
        {
            navigation.NotFound();
            return;
        }

        mayChange = await publishing.MayManage(code);
        if (!mayChange && !await publishing.MaySee(code))
        {
            navigation.NavigateTo(Routes.Forbidden);
            return;
        }

        practice = view;
        done = Done switch { "capacity" => TableFilter.DateOf(Week) is { } monday ? $"You changed the number of places in the week of {LondonTime.Date(monday)}." : "You changed the number of places.", "hosting" => "You saved your answer.", "access" => "You saved the accessibility information.", _ => null };
        await Load();
    }

    private async Task Load()
    {
        if (practice is null) return;
        var now = time.GetUtcNow();
        var first = LondonTime.MondayOf(LondonTime.DateOf(now));
        var offers = new List<(CellFacts Cell, BoardCache Board)>();
        foreach (var kind in KindWords.All)
        {
            var board = await boards.Get(new BoardId(practice.Facts.Region, kind));
            offers.AddRange(board.Rows.Where(row => row.Week.Practice == Ods && row.Week.Monday >= first).Select(row => (CellFacts.Of(row, now), board)));
        }

        lines = [];
        foreach (var week in offers.GroupBy(offer => offer.Cell.Week.Monday).OrderBy(group => group.Key).Take(WeeksMax))
        {
            var somebody = week.Any(offer => offer.Cell.Held + offer.Cell.Offer.Confirmed + offer.Cell.Offer.Waiting > 0);
            var inIt = somebody && await publishing.People(new WeekId(Ods!, week.Key)) is { Succeeded: true, Value: var found } ? found.People : [];
            lines.Add(new Line(week.Key, [.. week], [.. inIt.Where(person => person.State.IsOpen()).OrderBy(person => Order(person.State)).ThenBy(person => person.Since)]));
        }

        names = await people.NamesOf(lines.SelectMany(line => line.People).Select(person => person.Person).Distinct(StringComparer.Ordinal).Take(1_000));
    }

    private async Task Command()
    {
        if (practice is null) return;
        if (Asked != "capacity" || !WeekId.TryCreate(Ods, Monday, out var week) || KindWords.Parse(Kind) is not { } kind || !CommandIds.IsValidKey(CommandId))
        {
            messages.Add(FieldMessage.OutOfDate);
            return;
        }

        var field = $"places-{kind}-{Monday}";
        if (!int.TryParse(Capacity, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var places))
        {
            messages.Add(new FieldMessage(field, "Enter the number of places as a whole number, like 2."));
            return;
        }

        var outcome = await publishing.SetCapacity(week, kind, places, CommandIds.From(user.AccountId, CommandId!));
        if (outcome.Succeeded) navigation.NavigateTo($"/manage/{Ods}?done=capacity&week={Monday}#w{Monday}");
        else messages.Add(new FieldMessage(field, outcome.Refusal.Detail));
    }

    private static string FieldId(CellFacts cell) => string.Create(CultureInfo.InvariantCulture, $"places-{cell.Offer.Kind}-{cell.Week.Monday:yyyy-MM-dd}");

    private static int Order(PlaceState state) => state switch { PlaceState.Confirmed => 0, PlaceState.Held => 1, PlaceState.Offered => 2, _ => 3 };
}
