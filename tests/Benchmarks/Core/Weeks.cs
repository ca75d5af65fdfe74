using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Benchmarks.Core;

/// <summary>The taster weeks that are gone for: numbered, each the whole week, in as many practices as it takes.</summary>
internal static class Weeks
{
    public const string Region = "Y61";

    private static readonly DateOnly FirstMonday = new(2030, 1, 7);

    /// <param name="mondays">Over how many Mondays the weeks are spread; a person may be in one place on each.</param>
    public static WeekId Id(int number, int mondays = 1) => new(
        string.Create(CultureInfo.InvariantCulture, $"K{number / mondays:00000}"), FirstMonday.AddDays(7 * (number % mondays)));

    /// <summary>
    /// Writes the first change of each week straight into the journal: the rules allow 50 places at most, and these have no end.
    /// </summary>
    public static async Task Publish(IJournal journal, IEnumerable<WeekId> weeks, int capacity, string region = Region)
    {
        var at = DateTimeOffset.UtcNow;
        await Task.WhenAll(weeks.Select(week =>
        {
            var terms = new OfferTerms(TasterKind.Foundation, HalfDays.WholeWeek, capacity, at.AddDays(-1), at.AddYears(2), "", 10, 48);
            var host = new HostFacts($"Practice {week.Practice}", region, "QH8", "U00001", "Marsh PCN", "IP1 1AA", 52, 1);
            var published = new WeekPublished(Guid.NewGuid(), host, [terms], capacity);
            var state = TasterWeekState.Empty(week.ToString()).Apply(published, at);
            var entry = TasterWeekState.Changes.Write(published, 1, at, "benchmark", published.Id);
            return journal.Open(week.ToString()).Append([entry], state);
        }));
    }
}
