using System.IO.Compression;

namespace OutreachSilo.Practices;

/// <summary>
/// Reads an import file whole, plain or gzip, told by its first bytes and never by its name. Whole, because a file that turns out to be
/// broken at its end must not be half taken.
/// </summary>
internal static class SourceFile
{
    /// <summary>Bytes after unpacking: far above any published register (3.6 MB), so what exceeds it is the wrong file or a compression bomb.</summary>
    public const int BytesMax = 64 * 1024 * 1024;

    /// <exception cref="UnusableFileException">Missing, unreadable, empty, too large, damaged, or not text in UTF-8.</exception>
    public static async Task<byte[]> Read(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return await Read(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableFileException($"Cannot read the file: {problem.Message}", problem);
        }
    }

    public static async Task<byte[]> Read(Stream file, CancellationToken cancellationToken)
    {
        var bytes = await ReadLimited(file, cancellationToken);
        if (bytes is [0x1F, 0x8B, ..]) bytes = await Unpack(bytes, cancellationToken);
        return bytes switch
        {
            [] => throw new UnusableFileException("The file is empty."),
            [(byte)'P', (byte)'K', 0x03, 0x04, ..] => throw new UnusableFileException("The file is a zip archive or a spreadsheet. Extract it or save it as CSV first."),
            [0x1F, 0x8B, ..] => throw new UnusableFileException("The file has been compressed twice. Decompress it once first."),
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => throw new UnusableFileException("The file is UTF-16 text. Save it as CSV in UTF-8 first."),
            _ => bytes,
        };
    }

    private static async Task<byte[]> Unpack(byte[] packed, CancellationToken cancellationToken)
    {
        try
        {
            await using var gzip = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            var bytes = await ReadLimited(gzip, cancellationToken);
            // The trailer's length check: some truncated streams end without a fault.
            if (packed.Length < 18 || BitConverter.ToUInt32(packed, packed.Length - 4) != (uint)bytes.Length)
                throw new UnusableFileException("The gzip file is damaged or incomplete.");
            return bytes;
        }
        catch (InvalidDataException problem)
        {
            throw new UnusableFileException("The gzip file is damaged or incomplete.", problem);
        }
    }

    private static async Task<byte[]> ReadLimited(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (all.Length + read > BytesMax) throw new UnusableFileException($"The file is larger than {BytesMax / (1024 * 1024)} MB when decompressed.");
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
