using System.Text.Json;
using OutreachSilo.Mentoring;
using OutreachSilo.Placements;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>One thing that does not hold.</summary>
/// <param name="Rule">The invariant's number in the oracle, I1 … I11, or <c>Journal</c>.</param>
public sealed record AuditFinding(string Rule, string Grain, string Detail);

/// <summary>What an audit counted, and everything it found wrong.</summary>
public sealed record AuditReport(
    long Rows, int Weeks, int People, int Practices, int Confirmed, int Held, int Offered, int Waiting, IReadOnlyList<AuditFinding> Findings)
{
    public bool IsClean => Findings.Count == 0;

    /// <summary>Pairs of mentor and mentee, ended ones too.</summary>
    public int Pairs { get; init; }

    /// <summary>Meetings of theirs that are booked and not recorded.</summary>
    public int Meetings { get; init; }
}

/// <summary>
/// Recomputes every invariant from the journal alone. Written apart from the grains' own states, so that a mistake there shows here.
/// </summary>
public sealed class Auditor(IJournalScan scan, TimeProvider time)
{
    private const int FindingsMax = 1000;

    /// <summary>A deadline that passed this long ago must have been acted on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public async Task<AuditReport> Run(CancellationToken cancellationToken)
    {
        var findings = new List<AuditFinding>();
        void Found(string rule, string grain, string detail)
        {
            if (findings.Count < FindingsMax) findings.Add(new AuditFinding(rule, grain, detail));
        }

        var weeks = new Dictionary<string, AuditedWeek>(StringComparer.Ordinal);
        var agendas = new Dictionary<string, AuditedAgenda>(StringComparer.Ordinal);
        var placements = new Dictionary<string, AuditedPlacement>(StringComparer.Ordinal);
        var mentoring = new AuditedMentoring();
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        long rows = 0;
        await foreach (var row in scan.ByGrain(cancellationToken))
        {
            rows++;
            var expected = last.GetValueOrDefault(row.Grain) + 1;
            if (row.Entry.Version != expected) Found("Journal", row.Grain, $"version {row.Entry.Version} where {expected} was due");
            last[row.Grain] = row.Entry.Version;
            if (string.IsNullOrEmpty(row.Entry.Actor)) Found("I7", row.Grain, $"version {row.Entry.Version} has no actor");
            Change change;
            try
            {
                change = ChangeCatalog.Read(row.Entry);
            }
            catch (InvalidDataException fault)
            {
                Found("Journal", row.Grain, fault.Message);
                continue;
            }

            if (row.Grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal))
                Of(weeks, row.Grain).Take(change, row.Entry, (rule, detail) => Found(rule, row.Grain, detail));
            else if (row.Grain.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal))
                Of(agendas, row.Grain).Take(change, row.Entry, (rule, detail) => Found(rule, row.Grain, detail));
            else if (row.Grain.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal))
                Of(placements, row.Grain).Take(row.Grain, change, row.Entry, (rule, detail) => Found(rule, row.Grain, detail));
            mentoring.Take(row.Grain, change, row.Entry, (rule, detail) => Found(rule, row.Grain, detail));
        }

        var now = time.GetUtcNow();
        foreach (var (grain, week) in weeks)
        {
            foreach (var (id, place) in week.Places)
            {
                if (place.State is PlaceState.Held or PlaceState.Offered && place.Until + Grace < now)
                    Found("I11", grain, $"place {id:N} outlived its deadline {place.Until:u}");
                if (place.State is PlaceState.Held or PlaceState.Confirmed && placements.GetValueOrDefault(GrainKeys.Placement(id))?.Opened?.Person != place.Person)
                    Found("I2", grain, $"place {id:N} has no placement");
                if (place.State is PlaceState.Held or PlaceState.Confirmed && agendas.GetValueOrDefault(GrainKeys.Person(place.Person))?.Keeps(id, place.HalfDays) != true)
                    Found("I10", grain, $"place {id:N} takes no time in the agenda");
                if (place.State is PlaceState.Held or PlaceState.Confirmed)
                    mentoring.Compare(GrainKeys.Person(place.Person), WeekId.Parse(grain), place, (rule, detail) => Found(rule, GrainKeys.Person(place.Person), detail));
            }
        }

        mentoring.Compare(Found);
        foreach (var (grain, agenda) in agendas)
        {
            foreach (var source in agenda.Sources.Where(source => !placements.ContainsKey(source))) Found("I2", grain, $"{source} is in the agenda and nowhere else");
        }

        foreach (var (grain, placement) in placements)
        {
            var week = weeks.GetValueOrDefault(placement.Opened?.Week.ToString() ?? "");
            var place = week?.Places.GetValueOrDefault(Guid.ParseExact(grain[GrainKeys.PlacementPrefix.Length..], "N"));
            placement.CompareWith(place, (rule, detail) => Found(rule, grain, detail));
        }

        await CompareSummaries(last, weeks, placements, Found, cancellationToken);

        int Count(PlaceState state) => weeks.Values.Sum(week => week.Places.Values.Count(place => place.State == state));
        var practices = last.Keys.Count(grain => grain.StartsWith(GrainKeys.PracticePrefix, StringComparison.Ordinal));
        return new AuditReport(
            rows, weeks.Count, agendas.Count, practices, Count(PlaceState.Confirmed), Count(PlaceState.Held), Count(PlaceState.Offered),
            Count(PlaceState.Waiting), findings)
        { Pairs = mentoring.Pairs, Meetings = mentoring.Meetings };
    }

    /// <summary>
    /// I6: a summary stands at its grain's last version and tells the journal's numbers; of a placement, that and only that something is
    /// to come.
    /// </summary>
    private async Task CompareSummaries(
        Dictionary<string, long> last, Dictionary<string, AuditedWeek> weeks, Dictionary<string, AuditedPlacement> placements, Action<string, string, string> found,
        CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var summary in scan.Summaries(null, cancellationToken))
        {
            seen.Add(summary.Grain);
            var isKnown = last.TryGetValue(summary.Grain, out var version);

            // Journal and summaries are read one after the other: what has changed in between is none of this audit's.
            if (summary.Version > version && await scan.LastVersion(summary.Grain, cancellationToken) >= summary.Version) continue;
            if (!isKnown) found("I6", summary.Grain, "has a summary but no journal");
            if (version != summary.Version) found("I6", summary.Grain, $"the summary stands at version {summary.Version}, the journal at {version}");
            if (placements.TryGetValue(summary.Grain, out var placement))
            {
                if (placement.IsDue && summary.DueAt is null) found("I6", summary.Grain, "has something to come and nobody would wake it");
                if (placement.IsQuiet && summary.DueAt is not null) found("I6", summary.Grain, "would be woken for nothing");
                continue;
            }

            if (!weeks.TryGetValue(summary.Grain, out var week) || !week.IsPublished) continue;
            var told = JsonSerializer.Deserialize(summary.Body.Span, TasterJson.Default.WeekSummary)!;
            foreach (var offer in told.Offers)
            {
                var places = week.Places.Values.Where(place => place.Kind == offer.Kind).ToLookup(place => place.State);
                if (offer.Confirmed != places[PlaceState.Confirmed].Count() || offer.Held != places[PlaceState.Held].Count()
                    || offer.Offered != places[PlaceState.Offered].Count() || offer.Waiting != places[PlaceState.Waiting].Count())
                    found("I6", summary.Grain, $"the summary's {offer.Kind} numbers differ from the journal's");
            }
        }

        foreach (var grain in last.Keys)
            if (!seen.Contains(grain)) found("I6", grain, "has no summary");
    }

    private static T Of<T>(Dictionary<string, T> all, string grain)
        where T : new()
    {
        if (!all.TryGetValue(grain, out var one)) all[grain] = one = new T();
        return one;
    }
}
