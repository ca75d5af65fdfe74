using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OutreachSilo.Common;

/// <summary>
/// Pins every kind of change ever written: <c>Golden/{kind}.json</c> is read, written again, and must stay the same. A new kind needs a
/// new file; a file is never changed once its kind has been released.
/// </summary>
public sealed class GoldenChangesTests
{
    public static TheoryData<string> Kinds => [.. ChangeCatalog.Kinds.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_reads_and_writes_as_it_always_did(string kind)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", kind + ".json");
        Assert.True(File.Exists(path), $"There is no golden file for '{kind}'.");
        var golden = JsonNode.Parse(File.ReadAllText(path))!;
        var body = Encoding.UTF8.GetBytes(golden.ToJsonString());
        var change = ChangeCatalog.Read(new JournalEntry(1, DateTimeOffset.UnixEpoch, kind, body, "somebody", Guid.Empty));
        var written = ChangeCatalog.Write(change, 1, DateTimeOffset.UnixEpoch, "somebody", Guid.Empty);
        Assert.Equal(kind, written.Kind);
        Assert.True(JsonNode.DeepEquals(golden, JsonNode.Parse(written.Body.Span)), Encoding.UTF8.GetString(written.Body.Span));
    }

    [Fact]
    public void There_is_no_golden_file_without_its_kind() =>
        Assert.Equal(
            ChangeCatalog.Kinds.Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void An_unknown_kind_is_a_clear_fault() =>
        Assert.Contains("from-the-future", Assert.Throws<InvalidDataException>(() => Read("from-the-future", "{}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{"), InlineData("null"), InlineData("[]"), InlineData("{}"), InlineData("""{"place":7}"""), InlineData("""{"place":null}""")]
    public void A_damaged_body_is_a_clear_fault(string body) => Assert.Throws<InvalidDataException>(() => Read("place-confirmed", body));

    private static Change Read(string kind, string body) =>
        ChangeCatalog.Read(new JournalEntry(1, DateTimeOffset.UnixEpoch, kind, Encoding.UTF8.GetBytes(body), "somebody", Guid.Empty));
}
