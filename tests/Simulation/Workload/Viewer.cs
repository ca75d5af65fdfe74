using System.Collections.Immutable;
using OutreachSilo.Cluster;
using OutreachSilo.Live;
using OutreachSilo.Tasters;

namespace OutreachSilo.Workload;

/// <summary>A web host's copy of one board, by the rules that the pages go by: versions decide, never arrival; on a gap, ask again.</summary>
internal sealed class Viewer : IBoardObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(1);

    private readonly Node node;
    private readonly BoardId board;
    private readonly IBoardObserver reference;
    private readonly Dictionary<WeekId, (Guid Epoch, BoardRow Row)> rows = [];
    private Guid epoch;
    private long version;
    private bool isAsking;

    public Viewer(Node node, BoardId board, Placement placement)
    {
        (this.node, this.board) = (node, board);
        reference = node.Observe<IBoardObserver>(this, placement);
    }

    public Node Node => node;

    public BoardId Board => board;

    public IEnumerable<BoardRow> Rows => rows.Values.Select(shown => shown.Row);

    /// <summary>Where a board went back to an older version within one life.</summary>
    public List<string> Setbacks { get; } = [];

    public async Task Live()
    {
        while (true)
        {
            await Ask();
            await node.Process.Delay(RenewEvery);
        }
    }

    public Task Changed(BoardDelta delta)
    {
        if (delta.Epoch != epoch || delta.From > version)
        {
            _ = Ask();
        }
        else if (delta.To > version)
        {
            version = delta.To;
            Show(delta.Rows);
        }

        return Task.CompletedTask;
    }

    private async Task Ask()
    {
        if (isAsking) return;
        isAsking = true;
        try
        {
            var snapshot = await node.Grains.GetGrain<IBoardGrain>(board.ToString()).Subscribe(reference);
            if (snapshot.Epoch == epoch && snapshot.Version < version) return;
            (epoch, version) = (snapshot.Epoch, snapshot.Version);
            Show(snapshot.Rows);
        }
        catch (Exception fault) when (FaultLog.IsExpected(fault))
        {
            // asked again in a minute, or at the next delta
        }
        finally
        {
            isAsking = false;
        }
    }

    private void Show(ImmutableArray<BoardRow> news)
    {
        foreach (var row in news)
        {
            if (rows.TryGetValue(row.Week, out var shown) && shown.Row.Version >= row.Version)
            {
                if (shown.Epoch == epoch && shown.Row.Version > row.Version) Setbacks.Add($"{row.Week} went from version {shown.Row.Version} to {row.Version}");
                continue;
            }

            rows[row.Week] = (epoch, row);
        }
    }
}
