using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using OutreachSilo.Kernel;
using OutreachSilo.Storage;

namespace OutreachSilo.Practices;

/// <summary>The practice lists over the stored summaries, and the postcode look-up.</summary>
internal sealed class PracticeDirectory(IStore store, OutcodeCache outcodes, TimeProvider clock) : IPracticeDirectory
{
    public const int TakeMax = 200;
    private const int TextLengthMax = 100;
    private const int WordsMax = 12;

    /// <summary>The name follows the six characters of the code and a space, so the text sorts by name from there.</summary>
    private const string ByName = "order by substr(search, 8), grain";

    public async Task<LocatedPostcode?> Locate(string postcode, CancellationToken cancellationToken)
    {
        if (Postcode.TryNormalise(postcode, out var full))
        {
            if (await ExactPosition(full, cancellationToken) is { } exact) return new LocatedPostcode(full, exact, Exact: true);
            return await outcodes.Find(Postcode.DistrictOf(full), cancellationToken) is { } near ? new LocatedPostcode(full, near, Exact: false) : null;
        }

        return Postcode.TryNormaliseDistrict(postcode, out var district) && await outcodes.Find(district, cancellationToken) is { } centre
            ? new LocatedPostcode(district, centre, Exact: false)
            : null;
    }

    public Task<PracticePage> Practices(string? region, string? text, int skip, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, TakeMax);
        var today = EnglishDate.Today(clock);
        var words = Words(text);
        var where = "where kind = @kind" + (region is null ? "" : " and region = @region") + Containing(words);
        return store.Read(
            async (connection, cancel) =>
            {
                await using var count = Command(connection, "select count(*) from summary " + where, region, words);
                var total = Convert.ToInt32(await count.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
                await using var page = Command(connection, $"select body from summary {where} {ByName} limit @take offset @skip", region, words);
                page.Add("@take", take);
                page.Add("@skip", skip);
                var lines = ImmutableArray.CreateBuilder<PracticeLine>();
                await foreach (var practice in Summaries(page, cancel)) lines.Add(practice.ToLine(today));
                return new PracticePage(lines.ToImmutable(), total);
            },
            cancellationToken);
    }

    /// <summary>Regions with their open practices, by name.</summary>
    public Task<ImmutableArray<RegionLine>> Regions(CancellationToken cancellationToken) => store.Read(
        async (connection, cancel) =>
        {
            await using var command = Command(connection, "select region, count(*) from summary where kind = @kind and body ->> 'closed' is null group by region");
            var regions = new List<RegionLine>();
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) regions.Add(new RegionLine(reader.GetString(0), NhsRegions.NameOf(reader.GetString(0)), reader.GetInt32(1)));
            return regions.OrderBy(region => region.Name, StringComparer.Ordinal).ToImmutableArray();
        },
        cancellationToken);

    /// <summary>Networks of a region's open practices, by name.</summary>
    public Task<ImmutableArray<PcnLine>> Pcns(string region, CancellationToken cancellationToken) => store.Read(
        async (connection, cancel) =>
        {
            await using var command = Command(
                connection,
                "select body ->> 'pcn', max(body ->> 'pcnName') from summary where kind = @kind and region = @region and body ->> 'closed' is null and body ->> 'pcn' <> '' group by body ->> 'pcn'",
                region);
            var networks = new List<PcnLine>();
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) networks.Add(new PcnLine(reader.GetString(0), reader.GetString(1)));
            return networks.OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Code, StringComparer.Ordinal).ToImmutableArray();
        },
        cancellationToken);

    public Task<ImmutableArray<PracticeLine>> OfNetwork(string pcn, CancellationToken cancellationToken) => store.Read(
        async (connection, cancel) =>
        {
            await using var command = Command(connection, $"select body from summary where kind = @kind and body ->> 'closed' is null and body ->> 'pcn' = @pcn {ByName} limit @take");
            command.Add("@pcn", pcn);
            command.Add("@take", TakeMax);
            var today = EnglishDate.Today(clock);
            var lines = ImmutableArray.CreateBuilder<PracticeLine>();
            await foreach (var practice in Summaries(command, cancel)) lines.Add(practice.ToLine(today));
            return lines.ToImmutable();
        },
        cancellationToken);

    /// <summary>Where a practice with this very postcode is known to lie.</summary>
    private Task<GeoPoint?> ExactPosition(string postcode, CancellationToken cancellationToken) => store.Read<GeoPoint?>(
        async (connection, cancel) =>
        {
            var words = Words(postcode);
            await using var command = Command(connection, $"select body from summary where kind = @kind{Containing(words)} order by grain", words: words);
            await foreach (var practice in Summaries(command, cancel))
            {
                if (practice.Postcode == postcode && practice.Quality == PositionQuality.Postcode && !double.IsNaN(practice.Position.Latitude)) return practice.Position;
            }

            return null;
        },
        cancellationToken);

    private static DbCommand Command(DbConnection connection, string sql, string? region = null, string[]? words = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Add("@kind", StoredPractice.Kind);
        if (region is not null) command.Add("@region", region);
        for (var word = 0; word < words?.Length; word++) command.Add($"@word{word}", Pattern(words[word]));
        return command;
    }

    /// <summary>What a person looks for: each of the words, in any order.</summary>
    private static string[] Words(string? text) =>
        text is null ? [] : [.. FoldedText.Words(text.Length > TextLengthMax ? text[..TextLengthMax] : text).Distinct(StringComparer.Ordinal).Take(WordsMax)];

    private static string Containing(string[] words) =>
        string.Concat(words.Select(static (_, word) => string.Create(CultureInfo.InvariantCulture, $@" and search like @word{word} escape '\'")));

    /// <summary>A LIKE pattern in which the person's own % and _ are plain characters.</summary>
    private static string Pattern(string word)
    {
        var literal = word.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{literal}%";
    }

    private static async IAsyncEnumerable<StoredPractice> Summaries(
        DbCommand command, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) yield return StoredPractice.Parse(reader.GetFieldValue<byte[]>(0));
    }
}
