using System.Globalization;
using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>Practices with taster weeks, nearest first.</summary>
public sealed partial class FindPage(PlaceSearch search, IPracticeDirectory directory, CurrentUser user, TimeProvider time) : ComponentBase
{
    private static readonly int[] MilesOffered = [5, 10, 20, 30, 50, 100];

    private readonly List<FieldMessage> messages = [];
    private PlacesFound? results;
    private LocatedPostcode? located;
    private TasterKind kind;
    private int miles;

    [SupplyParameterFromQuery] public string? Postcode { get; set; }

    [SupplyParameterFromQuery] public string? Kind { get; set; }

    [SupplyParameterFromQuery] public string? Within { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    [SupplyParameterFromQuery] public string? To { get; set; }

    [SupplyParameterFromQuery] public string? Free { get; set; }

    /// <summary>Names of access features that the building must have.</summary>
    [SupplyParameterFromQuery] public string[]? Access { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    private int Number => Pager.Parse(PageText);

    private bool OnlyFree => Free == "true";

    private AccessFeatures Needs => AccessJson.TryRead(Access?.Distinct(StringComparer.Ordinal), out var needs) ? needs : AccessFeatures.None;

    protected override async Task OnInitializedAsync()
    {
        kind = KindWords.Parse(Kind) ?? user.BooksKind ?? TasterKind.Foundation;
        miles = int.TryParse(Within, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= 500 ? asked : 20;
        if (Postcode is null) return;
        located = string.IsNullOrWhiteSpace(Postcode) ? null : await directory.Locate(Postcode, CancellationToken.None);
        if (located is null)
        {
            messages.Add(new FieldMessage("postcode", string.IsNullOrWhiteSpace(Postcode) ? "Enter a postcode" : "We cannot find this postcode. Check it, or enter just the first part, like LS1"));
            return;
        }

        var filter = TableFilter.Of(null, located.Position, miles, From, To, OnlyFree, LondonTime.DateOf(time.GetUtcNow())) with { Access = Needs };
        results = await search.Near(kind, filter, Number, CancellationToken.None);
    }

    private string Heading()
    {
        var near = $"within {miles} miles of {located!.Postcode}{(located.Exact ? "" : " (centre of the postcode area)")}";
        return results!.Practices switch
        {
            0 => $"No practices with taster weeks {near}",
            1 => $"1 practice {near}",
            var count => $"{count} practices {near}",
        };
    }

    private string BoardAddress(PlacesFound.Card found) =>
        $"/boards/{found.Line.Host.Region}/{kind}?near={Uri.EscapeDataString(located!.Postcode)}&within={miles}#{found.Line.Practice}";
}
