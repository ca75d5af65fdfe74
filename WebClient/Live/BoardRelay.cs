using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>The boards that somebody on this host looks at; at most one per region code and kind, dropped when nobody has for a while.</summary>
internal sealed class BoardRelay(
    IGrainFactory grains, GrainCalls calls, Broadcaster broadcaster, IOptions<LiveOptions> options, TimeProvider time, ILogger<BoardTopic> log) : IHostedService, IBoards
{
    private readonly ConcurrentDictionary<BoardId, Lazy<BoardTopic>> _boards = new();
    private ITimer? _sweep;

    public ValueTask<BoardCache> Get(BoardId board) => Find(board).Get();

    public BoardRow? Find(WeekId week, TasterKind kind)
    {
        var key = BoardRowJson.KeyOf(week);
        foreach (var (id, board) in _boards)
            if (id.Kind == kind && board.IsValueCreated && board.Value.Frames?.Cache.Lines.GetValueOrDefault(key) is { } line) return line.Row;
        return null;
    }

    public BoardTopic Find(BoardId board) => _boards.GetOrAdd(board, Make).Value;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var minute = TimeSpan.FromMinutes(1);
        _sweep = time.CreateTimer(_ => DropIdle(TimeSpan.FromMinutes(options.Value.IdleMinutes)), null, minute, minute);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_sweep is not null) await _sweep.DisposeAsync();
        var boards = _boards.Values.ToArray();
        _boards.Clear();
        await Task.WhenAll(boards.Where(board => board.IsValueCreated).Select(board => board.Value.DisposeAsync().AsTask())).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void DropIdle(TimeSpan idle)
    {
        foreach (var (id, board) in _boards)
            if (board.IsValueCreated && board.Value.Idle >= idle && _boards.TryRemove(id, out _))
                _ = board.Value.DisposeAsync().AsTask();
    }

    private Lazy<BoardTopic> Make(BoardId board) => new(() => new BoardTopic(board, grains, calls, time, options.Value, log, broadcaster.Announce));
}
