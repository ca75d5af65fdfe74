using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.Tasters;

namespace OutreachSilo.Storage;

/// <summary>Boards' first rows, out of the summaries of weeks.</summary>
internal sealed class BoardStore(Database database) : IBoardStore
{
    /// <summary>The value of <see cref="SummaryRow.Kind"/> for a week.</summary>
    public const string WeekKind = "week";

    public Task<ImmutableArray<SummaryOfWeek>> Weeks(string region, DateOnly from, CancellationToken cancellationToken) =>
        ReadFaults.Guard(ReadWeeks(region, from, cancellationToken));

    private async Task<ImmutableArray<SummaryOfWeek>> ReadWeeks(string region, DateOnly from, CancellationToken cancellationToken)
    {
        await using var lease = await database.Reader(cancellationToken);
        var command = lease.Command(
            "select grain, version, body from summary where kind = @kind and region = @region and starts_on >= @from order by starts_on, grain");
        command.Add("kind", WeekKind);
        command.Add("region", region);
        command.Add("from", database.Day(from));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var weeks = ImmutableArray.CreateBuilder<SummaryOfWeek>();
        while (await row.ReadAsync(cancellationToken))
            weeks.Add(new SummaryOfWeek(WeekId.Parse(row.GetString(0)), row.GetInt64(1), row.GetFieldValue<byte[]>(2)));
        return weeks.DrainToImmutable();
    }
}
