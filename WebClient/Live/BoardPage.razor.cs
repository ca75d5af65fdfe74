using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>One region's places by practice and week, live. Holds no personal data and is open to everyone.</summary>
public sealed partial class BoardPage(
    IBoards boards, IPracticeDirectory directory, CurrentUser user, TimeProvider time, NavigationManager navigation, IServiceProvider services) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private BoardCache? board;
    private BoardTable? table;
    private TableFilter filter = null!;
    private ImmutableArray<PcnLine> networks = [];
    private string regionName = "";
    private IDemoMode? demo;
    private BoardView view;
    private int days;

    [Parameter] public string? Region { get; set; }

    [Parameter] public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] public string? OtherKind { get; set; }

    [SupplyParameterFromQuery] public string? Pcn { get; set; }

    [SupplyParameterFromQuery] public string? Near { get; set; }

    [SupplyParameterFromQuery] public string? Within { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    [SupplyParameterFromQuery] public string? To { get; set; }

    [SupplyParameterFromQuery] public string? Free { get; set; }

    [SupplyParameterFromQuery(Name = "view")] public string? ViewText { get; set; }

    [SupplyParameterFromQuery(Name = "days")] public string? DaysText { get; set; }

    [SupplyParameterFromQuery(Name = "show")] public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    private CurrentUser User => user;

    private string Address => $"/boards/{Region}/{Kind}";

    private bool IsFiltered => !string.IsNullOrEmpty(Pcn) || !string.IsNullOrEmpty(Near) || !string.IsNullOrEmpty(From) || !string.IsNullOrEmpty(To) || filter.OnlyFree;

    private int PageNumber => Pager.Parse(PageText);

    /// <summary>As many as were asked for; else all that a coordinator watches at their desk, and for others what fits a phone.</summary>
    private int PerPage => int.TryParse(Show, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && BoardDensity.Offered.Contains(asked)
        ? asked
        : Region is { } region && user.Coordinates(region) ? BoardTable.PracticesPerDensePage : BoardTable.PracticesPerPage;

    private int First => (PageNumber - 1) * PerPage + 1;

    protected override async Task OnInitializedAsync()
    {
        var region = (await directory.Regions(CancellationToken.None)).FirstOrDefault(line => line.Code == Region);
        if (region is null || KindWords.Parse(Kind) is not { } kind)
        {
            navigation.NotFound();
            return;
        }

        if (KindWords.Parse(OtherKind) is { } other && other != kind)
        {
            navigation.NavigateTo(navigation.GetUriWithQueryParameter("kind", (string?)null).Replace($"/boards/{Region}/{kind}", $"/boards/{Region}/{other}", StringComparison.Ordinal));
            return;
        }

        (regionName, demo) = (region.Name, services.GetService<IDemoMode>() is { Enabled: true } mode ? mode : null);
        networks = await directory.Pcns(region.Code, CancellationToken.None);
        var now = time.GetUtcNow();
        filter = TableFilter.Of(Pcn, await Position(), int.TryParse(Within, CultureInfo.InvariantCulture, out var miles) ? miles : null, From, To, Free == "true", LondonTime.DateOf(now));
        board = await boards.Get(new BoardId(region.Code, kind));
        (view, days) = (BoardViews.Parse(ViewText), BoardTrends.DaysOf(DaysText));
        table = view == BoardView.Map ? BoardTable.Of(board.Rows, filter, 1, now, BoardTable.PracticesPerMap) : BoardTable.Of(board.Rows, filter, PageNumber, now, PerPage);
    }

    private async Task<GeoPoint?> Position()
    {
        if (string.IsNullOrWhiteSpace(Near)) return null;
        var located = await directory.Locate(Near, CancellationToken.None);
        if (located is null) messages.Add(new FieldMessage("near", $"We cannot find the postcode “{Near}”. Check it, or enter just the first part, like LS1"));
        return located?.Position;
    }

    private async Task Rush()
    {
        if (demo is null || Region is null || !user.Coordinates(Region)) return;
        await demo.StartRush(Region);
        navigation.NavigateTo(navigation.Uri);
    }
}
