using System.Collections.Immutable;
using OutreachSilo.Storage;

namespace OutreachSilo.Mentoring;

/// <summary>Lists of schemes, members and pairs, out of their summaries.</summary>
internal sealed class MentoringStore(Database database) : IMentoringStore
{
    public Task<ImmutableArray<MentoringRow>> Summaries(
        string kind, string? scheme, string? person, CancellationToken cancellationToken) => database.Read(
        async (connection, token) =>
        {
            await using var command = connection.Command(
                $"""
                select region, body from summary
                where kind = @kind{(scheme is null ? "" : " and region = @scheme")}{(person is null ? "" : " and search like @person")}
                order by grain
                """,
                ("kind", kind));
            if (scheme is not null) command.Add("scheme", scheme);
            if (person is not null) command.Add("person", $"%{person}%");
            return (await command.Rows(row => new MentoringRow(row.GetString(0), row.GetFieldValue<byte[]>(1)), token)).ToImmutableArray();
        },
        cancellationToken);
}
