using System.Text;
using OutreachSilo.Kernel;

namespace OutreachSilo.Common;

/// <summary>The audit trail leaves nothing out: each kind of change ever written has words.</summary>
public sealed class HistoryWordsTests
{
    public static TheoryData<string> Kinds => [.. ChangeCatalog.Kinds.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_words(string kind)
    {
        var line = Words(Golden(kind));
        Assert.NotEqual(kind, line.What);
        Assert.Matches("^[A-Z0-9].*[^.]$", line.What);
        Assert.DoesNotMatch("[0-9a-f]{32}|[0-9a-f]{8}-|[A-Z][a-z]+[A-Z]", line.What);
        Assert.Equal((1L, kind, "somebody"), (line.Version, line.Kind, line.Actor));
    }

    [Theory]
    [InlineData("place-held", "Place for Foundation doctors held")]
    [InlineData("capacity-set", "4 places for school students from now on")]
    [InlineData("meeting-recorded", "Meeting recorded: 25 minutes")]
    public void Words_say_what_happened(string kind, string what) => Assert.Equal(what, Words(Golden(kind)).What);

    [Fact]
    public void A_hold_says_whose_it_is_and_until_when()
    {
        var held = Words(Golden("place-held"));
        Assert.Matches("^[0-9a-f]{32}$", held.Person);
        Assert.NotNull(held.Instant);
        Assert.NotNull(held.Place);
    }

    [Fact]
    public void The_name_of_a_video_room_is_in_no_history()
    {
        var asked = Golden("meeting-asked");
        var room = System.Text.Json.JsonDocument.Parse(asked.Body).RootElement.GetProperty("room").GetString()!;
        Assert.DoesNotContain(room, Words(asked).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from-the-future", "{}")]
    [InlineData("place-confirmed", "{}")]
    public void What_cannot_be_read_is_shown_by_its_kind(string kind, string body) => Assert.Equal(kind, Words(Entry(kind, body)).What);

    private static HistoryLine Words(JournalEntry entry) =>
        new HistoryWords(ChangeCatalog.Aggregates).Of(ChangeCatalog.KeyOf(entry.Kind), entry);

    private static JournalEntry Golden(string kind) => Entry(kind, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", kind + ".json")));

    private static JournalEntry Entry(string kind, string body) => new(1, DateTimeOffset.UnixEpoch, kind, Encoding.UTF8.GetBytes(body), "somebody", Guid.Empty);
}
