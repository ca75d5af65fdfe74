using System.Text;

namespace OutreachSilo.Practices;

public class SourceFileTests
{
    private static readonly byte[] Sound = PracticeLines.File(PracticeLines.Published());

    [Fact]
    public async Task Plain_and_gzip_read_the_same() => Assert.Equal(await Read(Sound), await Read(PracticeLines.Gzip(Sound)));

    [Fact]
    public async Task A_compression_bomb_is_stopped_at_the_limit()
    {
        var bomb = PracticeLines.Gzip(new byte[SourceFile.BytesMax + 1]);
        Assert.True(bomb.Length < 200_000);

        var problem = await Assert.ThrowsAsync<UnusableFileException>(() => Read(bomb));

        Assert.Contains("64 MB", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_file_over_the_limit_is_stopped() =>
        await Assert.ThrowsAsync<UnusableFileException>(() => Read(new byte[SourceFile.BytesMax + 1]));

    public static TheoryData<string, byte[]> Unusable => new()
    {
        { "nothing", [] },
        { "gzip of nothing", PracticeLines.Gzip([]) },
        { "gzip magic alone", [0x1F, 0x8B] },
        { "gzip header alone", PracticeLines.Gzip(Sound)[..10] },
        { "gzip cut short", PracticeLines.Gzip(Sound)[..^12] },
        { "gzip without its trailer", PracticeLines.Gzip(Sound)[..^8] },
        { "gzip with a damaged middle", Damaged() },
        { "gzip in gzip", PracticeLines.Gzip(PracticeLines.Gzip(Sound)) },
        { "zip", [(byte)'P', (byte)'K', 3, 4, 20, 0] },
        { "UTF-16 little endian", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ods_code,name")] },
        { "UTF-16 big endian", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("ods_code,name")] },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task An_unusable_file_says_so(string what, byte[] bytes)
    {
        var problem = await Assert.ThrowsAsync<UnusableFileException>(() => Read(bytes));

        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("no-such-file.csv")]
    [InlineData("no/such/folder/file.csv")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("nul\0name")]
    public async Task A_path_that_cannot_be_read_says_so(string path) =>
        await Assert.ThrowsAsync<UnusableFileException>(() => SourceFile.Read(path, TestContext.Current.CancellationToken));

    private static byte[] Damaged()
    {
        var bytes = PracticeLines.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{i},"))));
        for (var i = bytes.Length / 2; i < bytes.Length / 2 + 40; i++) bytes[i] ^= 0x5A;
        return bytes;
    }

    private static Task<byte[]> Read(byte[] bytes) => SourceFile.Read(new MemoryStream(bytes), TestContext.Current.CancellationToken);
}
