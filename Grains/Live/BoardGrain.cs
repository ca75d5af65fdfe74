using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>
/// A region's live board of one kind. Holds nothing that the summaries do not hold; decides nothing. A notice may be lost, on its way or with the
/// process that had it, so the summaries are read again every minute.
/// </summary>
[GrainType("board")]
internal sealed class BoardGrain(IBoardStore store, TimeProvider time, ILogger<BoardGrain> log) : Grain, IBoardGrain
{
    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CatchUpEvery = TimeSpan.FromMinutes(1);

    private readonly ObserverManager<IBoardObserver> observers = new(SubscriptionLife, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    private readonly Dictionary<WeekId, BoardRow> rows = [];
    private readonly Guid epoch = Guid.NewGuid();
    private BoardId id;
    private long version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = BoardId.TryParse(this.GetPrimaryKeyString(), out var parsed) ? parsed : throw new FormatException("Not a board.");
        foreach (var row in await Stored(cancellationToken)) rows[row.Week] = row;
        this.RegisterGrainTimer(CatchUp, new GrainTimerCreationOptions(CatchUpEvery, CatchUpEvery) { Interleave = true });
    }

    public async Task Apply(ImmutableArray<BoardRow> changed)
    {
        var newer = changed.Where(row => !rows.TryGetValue(row.Week, out var shown) || shown.Version < row.Version).ToImmutableArray();
        if (newer.IsEmpty) return;
        foreach (var row in newer) rows[row.Week] = row;
        var delta = new BoardDelta(id, epoch, version, ++version, newer);
        await observers.Notify(observer => observer.Changed(delta));
    }

    public Task<BoardSnapshot> Snapshot() => Task.FromResult(new BoardSnapshot(id, epoch, version, [.. rows.Values]));

    public Task<BoardSnapshot> Subscribe(IBoardObserver observer)
    {
        observers.Subscribe(observer, observer);
        return Snapshot();
    }

    public Task Unsubscribe(IBoardObserver observer)
    {
        observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private async Task CatchUp(CancellationToken cancellationToken) => await Apply(await Stored(cancellationToken));

    private async Task<ImmutableArray<BoardRow>> Stored(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var stored = ImmutableArray.CreateBuilder<BoardRow>();
        foreach (var week in await store.Weeks(id.Region, today.AddDays(-6), cancellationToken))
        {
            var summary = JsonSerializer.Deserialize(week.Body.Span, TasterJson.Default.WeekSummary)!;
            if (summary.Offers.FirstOrDefault(offer => offer.Kind == id.Kind) is { } offer)
                stored.Add(new BoardRow(week.Week, summary.Host, offer, summary.Stopped is not null, week.Version));
        }

        return stored.ToImmutable();
    }
}
