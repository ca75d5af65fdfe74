using System.Text.RegularExpressions;

namespace OutreachSilo.Pages;

/// <summary>One page as the bars visit it.</summary>
/// <param name="Route">Its route as <c>@page</c> states it.</param>
/// <param name="Visitors">Who gets it answered with <paramref name="Status"/>.</param>
/// <param name="Query">With the question mark; a page may be in the table once per state that its address can ask for.</param>
internal sealed partial record SitePage(string Route, IReadOnlyList<Visitor> Visitors, string Query = "", int Status = 200)
{
    /// <param name="values">Of the route's parameters, by name; a parameter's constraint is not part of it.</param>
    public string Address(IReadOnlyDictionary<string, string> values) => Parameter().Replace(Route, match => values[match.Groups[1].Value]) + Query;

    /// <summary>A name for a file, for example "manage-ods-publish".</summary>
    public string Name => (Route + Query) is "/" ? "start" : NotOfAName().Replace(Route + Query, "-").Trim('-').ToLowerInvariant();

    [GeneratedRegex(@"\{\*?(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[^A-Za-z0-9]+")]
    private static partial Regex NotOfAName();
}
