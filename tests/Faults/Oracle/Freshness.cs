using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OutreachSilo.Common;
using OutreachSilo.Faults.Running;
using OutreachSilo.Live;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Tasters;

namespace OutreachSilo.Faults.Oracle;

/// <summary>What the journal, and nothing else, says of every grain at one moment; summaries and boards are held against it.</summary>
internal sealed class Freshness
{
    private readonly Dictionary<string, ISummarySource> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Line, long Version), Shown> lines = [];
    private readonly List<SummaryRow> summaries = [];

    private Freshness()
    {
    }

    /// <summary>Reads journal and summaries in one transaction, whether the service runs or not.</summary>
    public static async Task<Freshness> Read(Town town)
    {
        var read = new Freshness();
        await using var database = town.Database();
        await using var connection = await database.Connect(CancellationToken.None);
        await using DbTransaction moment = connection is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = moment;
            command.CommandText = "select grain, version, at, kind, body, actor, command from journal order by grain, version";
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync()) read.Take(row.GetString(0), database.ReadEntry(row, 1));
        }

        await using (var command = connection.CreateCommand())
        {
            command.Transaction = moment;
            command.CommandText = "select grain, version, kind, region, starts_on, due_at, search, body from summary";
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync()) read.summaries.Add(database.ReadSummary(row));
        }

        return read;
    }

    /// <summary>Summaries that are missing, or are not what the folded journal makes.</summary>
    public IReadOnlyList<string> SummariesBehind()
    {
        var behind = new List<string>();
        var stored = summaries.ToDictionary(row => row.Grain, StringComparer.Ordinal);
        foreach (var (grain, state) in states)
        {
            var expected = state.ToSummary(grain, versions[grain]);
            if (!stored.TryGetValue(grain, out var row))
                behind.Add($"{grain} has no summary and is at version {expected.Version}");
            else if (row.Version != expected.Version)
                behind.Add($"the summary of {grain} is at version {row.Version}, the journal at {expected.Version}");
            else if (!row.Body.Span.SequenceEqual(expected.Body.Span) || Micros(row.DueAt) != Micros(expected.DueAt))
                behind.Add($"the summary of {grain} tells other numbers than its version {row.Version}");
        }

        return behind;
    }

    /// <summary>Lines of the board that are older than this journal, or show other numbers than the journal's at their version.</summary>
    /// <param name="later">The journal after the board was asked for: a line may be newer than this one.</param>
    public IReadOnlyList<string> BoardBehind(IReadOnlyDictionary<string, Shown> board, Freshness later)
    {
        var behind = new List<string>();
        foreach (var week in Town.AllWeeks)
        {
            var (key, known) = (BoardRowJson.KeyOf(week), versions[week.ToString()]);
            if (!board.TryGetValue(key, out var line))
                behind.Add($"the board does not show {key}");
            else if (line.Version < known)
                behind.Add($"the board shows {key} at version {line.Version}, the journal was at {known}");
            else if (later.lines.GetValueOrDefault((key, line.Version)) is var truth && truth != line)
                behind.Add($"the board shows {key} as {line}, the journal says {truth}");
        }

        return behind;
    }

    /// <summary>The board over HTTP.</summary>
    /// <exception cref="FellException">The service does not answer although it is ready.</exception>
    public static async Task<IReadOnlyDictionary<string, Shown>> Board(Town town)
    {
        using var client = new HttpClient { BaseAddress = town.OwnAddress };
        var address = new Uri($"/api/v1/boards/{Benchmarks.Core.Weeks.Region}/{TasterKind.Foundation}", UriKind.Relative);
        using var answer = await client.GetAsync(address);
        if (!answer.IsSuccessStatusCode) throw new FellException($"The board was answered with {answer.StatusCode} by a service that is ready.");
        using var board = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return board.RootElement.GetProperty("rows").EnumerateArray()
            .ToDictionary(row => row.GetProperty("k").GetString()!, Shown.Of, StringComparer.Ordinal);
    }

    private void Take(string grain, JournalEntry entry)
    {
        var state = states.TryGetValue(grain, out var before) ? before : Empty(grain);
        var change = ChangeCatalog.Read(entry);
        state = state switch
        {
            TasterWeekState week => week.Apply(change, entry.At),
            PersonState person => person.Apply(change, entry.At),
            PlacementState placement => placement.Apply(change, entry.At),
            _ => throw new InvalidOperationException($"{grain} is no grain of this town."),
        };
        (states[grain], versions[grain]) = (state, entry.Version);
        if (state is not TasterWeekState { IsPublished: true } published) return;
        var told = JsonSerializer.Deserialize(published.ToSummary(grain, entry.Version).Body.Span, TasterJson.Default.WeekSummary)!;
        var offer = told.Offers.Single();
        lines[(BoardRowJson.KeyOf(published.Id), entry.Version)] =
            new Shown(entry.Version, offer.Capacity, offer.Held, offer.Confirmed, offer.Held + offer.Offered + offer.Confirmed);
    }

    private static ISummarySource Empty(string grain) =>
        grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal) ? TasterWeekState.Empty(grain)
        : grain.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal) ? PlacementState.Empty(grain)
        : PersonState.Empty(grain);

    private static long? Micros(DateTimeOffset? instant) => instant?.UtcTicks / TimeSpan.TicksPerMicrosecond;
}
