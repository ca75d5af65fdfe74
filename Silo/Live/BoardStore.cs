using System.Collections.Immutable;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>Boards' first rows, out of the summaries of weeks.</summary>
internal sealed class BoardStore(Database database) : IBoardStore
{
    /// <summary>The value of <see cref="Common.SummaryRow.Kind"/> for a week.</summary>
    public const string WeekKind = "week";

    public Task<ImmutableArray<SummaryOfWeek>> Weeks(string region, DateOnly from, CancellationToken cancellationToken) => database.Read(
        async (connection, token) =>
        {
            await using var command = connection.Command(
                """
                select grain, version, body from summary
                where kind = @kind and region = @region and starts_on >= @from order by starts_on, grain
                """,
                ("kind", WeekKind), ("region", region), ("from", database.Day(from)));
            var weeks = await command.Rows(
                row => new SummaryOfWeek(WeekId.Parse(row.GetString(0)), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), token);
            return weeks.ToImmutableArray();
        },
        cancellationToken);
}
