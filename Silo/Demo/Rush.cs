using OutreachSilo.Common;
using OutreachSilo.Placements;
using OutreachSilo.Tasters;

namespace OutreachSilo.Demo;

/// <summary>
/// Some thousand doctors go for weeks that have just opened, through the same grains and rules as everybody. Spread over about twenty
/// seconds, most of them at the start, so that one can watch.
/// </summary>
internal sealed class Rush(IGrainFactory grains, TimeProvider time, int number, string region, IReadOnlyList<WeekId> weeks, DateTimeOffset opens)
{
    public const int Doctors = 2_000;
    private const double SecondsMean = 4;
    private const double SecondsMax = 20;

    private int answered;
    private int confirmed;
    private int waiting;
    private int refused;
    private volatile bool finished;

    public RushProgress Progress => new(region, Doctors, Volatile.Read(ref answered), Volatile.Read(ref confirmed), Volatile.Read(ref waiting), Volatile.Read(ref refused), finished);

    public async Task Run(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Doctors).Select(doctor => Go(doctor, new Random(number * 100_003 + doctor), cancellationToken)));
        }
        finally
        {
            finished = true;
        }
    }

    private async Task Go(int doctor, Random random, CancellationToken cancellationToken)
    {
        var person = DemoPeople.OfRush(number, doctor);
        var seconds = Math.Min(SecondsMax, -SecondsMean * Math.Log(1 - random.NextDouble()));
        var start = opens - time.GetUtcNow();
        await Task.Delay((start > TimeSpan.Zero ? start : TimeSpan.Zero) + TimeSpan.FromSeconds(seconds), time, cancellationToken);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var week = weeks[random.Next(weeks.Count)];
            var id = DemoIds.Of("rush", number, doctor, attempt);
            var held = await Open(id, person, week, waits: false);
            if (held is { Succeeded: true })
            {
                Interlocked.Increment(ref answered);
                await Decide(person, held.Value, doctor, random, cancellationToken);
                return;
            }
        }

        Interlocked.Increment(ref answered);
        var joined = random.NextDouble() < 0.4
            ? await Open(DemoIds.Of("rush-wait", number, doctor), person, weeks[random.Next(weeks.Count)], waits: true)
            : null;
        if (joined is { Succeeded: true }) Interlocked.Increment(ref waiting);
        else Interlocked.Increment(ref refused);
    }

    /// <summary>Most confirm after a moment, some think better of it, a few walk away and let the hold run out.</summary>
    private async Task Decide(string person, PlaceView place, int doctor, Random random, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1 + 6 * random.NextDouble()), time, cancellationToken);
        var (placement, act) = (PlacementOf(place.Id), new PlaceCommand(DemoIds.Of("rush-act", number, doctor), person, place.Id));
        var draw = random.NextDouble();
        if (draw < 0.85 && (await placement.Confirm(act)).Succeeded) Interlocked.Increment(ref confirmed);
        else if (draw is >= 0.85 and < 0.95) await placement.Release(act);
    }

    /// <summary>As the front end does: whoever comes too late is told so by the week and leaves nothing behind.</summary>
    private async Task<Outcome<PlaceView>> Open(Guid id, string person, WeekId week, bool waits)
    {
        var quote = await grains.GetGrain<ITasterWeekGrain>(week.ToString()).Quote(id, TasterKind.Foundation, waits);
        if ((quote.Refusal ?? quote.Value!.Refusal) is { } refusal) return refusal;
        var opening = new OpenPlacement(id, person, week, TasterKind.Foundation) { HalfDays = quote.Value!.HalfDays, HostName = quote.Value.HostName };
        return waits ? await PlacementOf(id).JoinWaitingList(opening) : await PlacementOf(id).Hold(opening);
    }

    private IPlacementGrain PlacementOf(Guid id) => grains.GetGrain<IPlacementGrain>(GrainKeys.Placement(id));
}
