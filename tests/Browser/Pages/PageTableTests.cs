using System.Reflection;
using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;

namespace OutreachSilo.Pages;

/// <summary>Holds the table to the pages that there are.</summary>
public sealed class PageTableTests
{
    private static readonly string[] Routes =
        [.. typeof(WebPages).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)];

    [Fact]
    public void Every_page_is_in_the_table() => Assert.Empty(Missing(SitePages.All));

    [Fact]
    public void Every_line_of_the_table_is_a_page() => Assert.Empty(SitePages.All.Select(page => page.Route).Except(Routes));

    [Fact]
    public void Every_visitor_has_a_page() => Assert.All(Enum.GetValues<Visitor>(), visitor => Assert.NotEmpty(SitePages.Of(visitor)));

    [Fact]
    public void No_two_lines_have_one_name() => Assert.Equal(SitePages.All.Count, SitePages.All.Select(page => page.Name).Distinct().Count());

    [Fact]
    public void A_page_that_is_left_out_is_found() =>
        Assert.Equal(["/bookings"], Missing([.. SitePages.All.Where(page => page.Route != "/bookings")]));

    private static IEnumerable<string> Missing(IReadOnlyList<SitePage> table) => Routes.Except(table.Select(page => page.Route));
}
