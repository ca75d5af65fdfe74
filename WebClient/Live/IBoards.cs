using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>This host's copies of the live boards, for pages, API, search and hub; a grain is asked only for the first look at a board.</summary>
public interface IBoards
{
    /// <summary>The board as it stands here. Immutable, and fresh to within a tick while the board's deltas arrive.</summary>
    /// <exception cref="Exception">A fault, when the board has never been read and cannot be read now.</exception>
    ValueTask<BoardCache> Get(BoardId board);

    /// <summary>A week's row on a board that this host holds, or null. A hint: the week itself may know better.</summary>
    BoardRow? Find(WeekId week, TasterKind kind);
}
