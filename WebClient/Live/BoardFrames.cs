using System.Text.Json;
using System.Text.Json.Serialization;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>What is pushed as <c>delta</c>. A frame of a new epoch carries no rows: whoever gets it joins again.</summary>
/// <param name="Board">The topic.</param>
internal sealed record DeltaFrame(string Board, Guid Epoch, long From, long To, IReadOnlyList<BoardLineJson> Rows);

/// <summary>The answer to <c>Join</c>: every row, or those that changed since the version that the caller has.</summary>
internal sealed record JoinFrame(string Board, Guid Epoch, long Version, IReadOnlyList<BoardLineJson> Rows, bool Full);

/// <summary>Frames of one board at one version; each is made once, when it is first needed.</summary>
internal sealed class BoardFrames(BoardCache cache)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid, long), RawJson> _deltas = [];
    private readonly Dictionary<long, RawJson> _joins = [];
    private int _made;

    public BoardCache Cache => cache;

    /// <summary>How many frames were made; a check that they are shared.</summary>
    public int Made => Volatile.Read(ref _made);

    public RawJson Delta(Guid epoch, long from)
    {
        lock (_lock)
        {
            if (_deltas.TryGetValue((epoch, from), out var known)) return known;
            var same = epoch == cache.Epoch;
            var frame = new DeltaFrame(cache.Board.ToString(), cache.Epoch, same ? from : cache.Version, cache.Version, same ? RowsSince(from) : []);
            _made++;
            return _deltas[(epoch, from)] = Make(frame, LiveJson.Default.DeltaFrame);
        }
    }

    /// <param name="from">The version that the caller has in this epoch, or null.</param>
    public RawJson Join(long? from)
    {
        lock (_lock)
        {
            if (_joins.TryGetValue(from ?? -1, out var known)) return known;
            var frame = new JoinFrame(cache.Board.ToString(), cache.Epoch, cache.Version, RowsSince(from ?? -1), from is null);
            _made++;
            return _joins[from ?? -1] = Make(frame, LiveJson.Default.JoinFrame);
        }
    }

    private List<BoardLineJson> RowsSince(long version) => [.. cache.ChangedSince(version).Select(BoardLineJson.Of)];

    private static RawJson Make<T>(T frame, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(frame, type));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(DeltaFrame))]
[JsonSerializable(typeof(JoinFrame))]
internal sealed partial class LiveJson : JsonSerializerContext;
