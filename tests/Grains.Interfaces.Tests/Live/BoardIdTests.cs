using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

public class BoardIdTests
{
    [Fact]
    public void Every_board_comes_back_from_its_text()
    {
        for (var region = 0; region < 100; region++)
        {
            foreach (var kind in Enum.GetValues<TasterKind>())
            {
                var board = new BoardId($"Y{region:00}", kind);
                Assert.True(BoardId.TryParse(board.ToString(), out var parsed));
                Assert.Equal(board, parsed);
            }
        }
    }

    [Fact]
    public void A_text_with_a_mistake_is_refused_or_another_board()
    {
        foreach (var random in Seeded.Each())
        {
            var text = random.Damage(new BoardId($"Y{random.Next(100):00}", (TasterKind)random.Next(2)).ToString());
            if (BoardId.TryParse(text, out var board)) Assert.Equal(text, board.ToString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("live/")]
    [InlineData("live/Y61")]
    [InlineData("live/Y61/")]
    [InlineData("live/Y61/0")]
    [InlineData("live/Y61/foundation")]
    [InlineData("live/Y61/Foundation,School")]
    [InlineData("live/Y61/Foundation/x")]
    [InlineData("live/y61/Foundation")]
    [InlineData("live/Y6/Foundation")]
    [InlineData("live/Y611/Foundation")]
    [InlineData("live/W00/Foundation")]
    [InlineData("LIVE/Y61/Foundation")]
    [InlineData("Y61/Foundation")]
    public void What_is_no_board_is_refused(string? text)
    {
        Assert.False(BoardId.TryParse(text, out var board));
        Assert.Equal(default, board);
    }
}
