using OutreachSilo.Kernel;

namespace OutreachSilo.Storage;

/// <summary>The table <c>texts</c>. Rows are written by the journal's writer, with the changes that refer to them.</summary>
internal sealed class Texts(IStore store) : ITexts
{
    public async Task<string?> Read(TextRef text, CancellationToken cancellationToken)
    {
        var chunks = await store.Read(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    "select body from texts where id = @id order by chunk", ("id", store.Provider == StorageProvider.Sqlite ? text.Id.ToByteArray(bigEndian: true) : text.Id));
                return await command.Rows(row => row.GetString(0), token);
            },
            cancellationToken);
        if (chunks.Count == 0) return null;
        var written = string.Concat(chunks);
        return WrittenText.HashOf(written) == text.Sha256
            ? written
            : throw new InvalidDataException($"The stored text {text.Id:N} is not the one that the journal refers to.");
    }

    public async Task<int> Erase(string subject, CancellationToken cancellationToken)
    {
        var erased = 0;
        await store.Write(
            async (connection, transaction, token) =>
            {
                await using var count = connection.Command("select count(*) from texts where subject = @subject and chunk = 0", ("subject", subject));
                count.Transaction = transaction;
                erased = Convert.ToInt32(await count.ExecuteScalarAsync(token), System.Globalization.CultureInfo.InvariantCulture);
                await using var delete = connection.Command("delete from texts where subject = @subject", ("subject", subject));
                delete.Transaction = transaction;
                await delete.ExecuteNonQueryAsync(token);
            },
            cancellationToken);
        return erased;
    }
}
