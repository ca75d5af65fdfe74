using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using OutreachSilo.People;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>
/// A region's live board of one kind. Holds nothing that the summaries do not hold; decides nothing. A notice may be lost, on its way or with the
/// process that had it, so the summaries are read again every minute. A week leaves the board by date, on the day after its last.
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
    private DateOnly cleared;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = BoardId.TryParse(this.GetPrimaryKeyString(), out var parsed) ? parsed : throw new FormatException("Not a board.");
        foreach (var row in await Stored(cancellationToken)) rows[row.Week] = row;
        this.RegisterGrainTimer(CatchUp, new GrainTimerCreationOptions(CatchUpEvery, CatchUpEvery) { Interleave = true });
    }

    public async Task Apply(ImmutableArray<BoardRow> changed)
    {
        var today = Today;
        var newer = changed.Where(row => row.Week.LastDay >= today && (!rows.TryGetValue(row.Week, out var shown) || shown.Version < row.Version)).ToImmutableArray();
        if (newer.IsEmpty) return;
        foreach (var row in newer) rows[row.Week] = row;
        var delta = new BoardDelta(id, epoch, version, ++version, newer);
        await observers.Notify(observer => observer.Changed(delta));
    }

    public Task<BoardSnapshot> Snapshot()
    {
        DropWeeksOver();
        return Task.FromResult(new BoardSnapshot(id, epoch, version, [.. rows.Values]));
    }

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

    private async Task CatchUp(CancellationToken cancellationToken)
    {
        DropWeeksOver();
        await Apply(await Stored(cancellationToken));
    }

    /// <summary>Nobody is told: web hosts and pages know the date themselves.</summary>
    private void DropWeeksOver()
    {
        var today = Today;
        if (today == cleared) return;
        cleared = today;
        foreach (var week in rows.Keys)
            if (week.LastDay < today) rows.Remove(week);
    }

    private DateOnly Today => HalfDayTimes.DayOf(time.GetUtcNow());

    private async Task<ImmutableArray<BoardRow>> Stored(CancellationToken cancellationToken)
    {
        var stored = ImmutableArray.CreateBuilder<BoardRow>();
        // The Monday of a week that ends today, or later.
        var firstMonday = Today.AddDays(-4);
        foreach (var week in await store.Weeks(id.Region, firstMonday, cancellationToken))
        {
            var summary = JsonSerializer.Deserialize(week.Body.Span, TasterJson.Default.WeekSummary)!;
            if (summary.Offers.FirstOrDefault(offer => offer.Kind == id.Kind) is { } offer)
                stored.Add(new BoardRow(week.Week, summary.Host, offer, summary.Stopped is not null, week.Version));
        }

        return stored.ToImmutable();
    }
}
