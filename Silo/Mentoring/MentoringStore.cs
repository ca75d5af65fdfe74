using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Storage;

namespace OutreachSilo.Mentoring;

/// <summary>Lists of schemes, members and pairs, out of their summaries.</summary>
internal sealed class MentoringStore(Database database) : IMentoringStore
{
    public Task<ImmutableArray<MentoringRow>> Summaries(string kind, string? scheme, string? person, CancellationToken cancellationToken) =>
        ReadFaults.Guard(Read(kind, scheme, person, cancellationToken));

    private async Task<ImmutableArray<MentoringRow>> Read(string kind, string? scheme, string? person, CancellationToken cancellationToken)
    {
        await using var lease = await database.Reader(cancellationToken);
        var command = lease.Command(
            "select region, body from summary where kind = @kind" + (scheme is null ? "" : " and region = @scheme") + (person is null ? "" : " and search like @person") + " order by grain");
        command.Add("kind", kind);
        if (scheme is not null) command.Add("scheme", scheme);
        if (person is not null) command.Add("person", $"%{person}%");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = ImmutableArray.CreateBuilder<MentoringRow>();
        while (await row.ReadAsync(cancellationToken)) rows.Add(new MentoringRow(row.GetString(0), row.GetFieldValue<byte[]>(1)));
        return rows.DrainToImmutable();
    }
}
