using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>Something that waits for a decision of the reader.</summary>
/// <param name="What">What to do, as the text of a link.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Address">Where it is done; a path of this site.</param>
/// <param name="Until">UTC instant after which it is too late, or null.</param>
public sealed record MyTask(string What, string Why, string Address, DateTimeOffset? Until);

/// <param name="Items">The most pressing first; at most <see cref="MyTasks.ItemsMax"/>.</param>
/// <param name="Boards">The boards that some of them come from.</param>
public sealed record MyTaskList(IReadOnlyList<MyTask> Items, IReadOnlyList<BoardCache> Boards);

/// <summary>What waits for the reader, over all their roles. Nothing is stored: a task is there while its reason is.</summary>
internal sealed class MyTasks(BookingService booking, PublishingService publishing, IBoards boards, MentoringTasks mentoring, LeadTasks leading, CurrentUser user, TimeProvider time)
{
    public const int ItemsMax = 100;

    public async Task<MyTaskList> Read()
    {
        var (items, followed) = (new List<MyTask>(), new Dictionary<BoardId, BoardCache>());
        if (user.IsDoctor) items.AddRange((await booking.Agenda()).Entries.Select(OfDoctor).OfType<MyTask>());
        if (user.IsTrainee) items.AddRange(await mentoring.Read());
        if (user.IsSchemeLead) items.AddRange(await leading.Read());
        foreach (var code in user.Practices.Where(user.Runs))
        {
            if (await publishing.Practice(code) is { Succeeded: true, Value: var practice }) items.AddRange(await OfManager(practice, followed));
        }

        foreach (var region in user.Regions) items.AddRange(await OfCoordinator(region, followed));
        return new MyTaskList([.. items.OrderBy(item => item.Until ?? DateTimeOffset.MaxValue).Take(ItemsMax)], [.. followed.Values]);
    }

    private static MyTask? OfDoctor(PlaceView place)
    {
        var where = $"{place.HostName}, week of {LondonTime.Date(place.Week.Monday)}";
        var address = $"/weeks/{BoardRowJson.KeyOf(place.Week)}";
        return place.State switch
        {
            PlaceState.Offered => new MyTask("Accept or decline a place", $"A place at {where} is free and reserved for you.", address, place.Until),
            PlaceState.Held => new MyTask("Confirm your place", $"We are holding a place for you at {where}.", address, place.Until),
            _ => null,
        };
    }

    private async Task<List<MyTask>> OfManager(PracticeView practice, Dictionary<BoardId, BoardCache> followed)
    {
        if (practice.Closed is not null) return [];
        var (facts, today, items) = (practice.Facts, LondonTime.DateOf(time.GetUtcNow()), new List<MyTask>());
        if (practice.Hosting is Hosting.Unasked) items.Add(new MyTask($"Tell us if {facts.Name} will host taster weeks", "Your region uses this to plan.", $"/manage/{facts.OdsCode}/hosting", null));
        if (practice.Hosting is Hosting.Hosting && practice.Weeks.All(monday => monday < today))
            items.Add(new MyTask($"Publish weeks at {facts.Name}", "The practice hosts taster weeks but has none published.", $"/manage/{facts.OdsCode}/publish", null));
        foreach (var kind in KindWords.All)
        {
            var board = await Follow(new BoardId(facts.Region, kind), followed);
            items.AddRange(board.Rows.Where(row => row.Week.Practice == facts.OdsCode).Select(OfHost).OfType<MyTask>());
        }

        return items;
    }

    /// <summary>A full week that people wait for: only its host can make room.</summary>
    private MyTask? OfHost(BoardRow row)
    {
        if (CellFacts.Of(row, time.GetUtcNow()).State != "full" || row.Offer.Waiting == 0) return null;
        var waiting = row.Offer.Waiting == 1 ? "1 person is on the waiting list" : $"{row.Offer.Waiting} people are on the waiting list";
        return new MyTask(
            $"Decide if you can add a place, week of {LondonTime.Date(row.Week.Monday)}", $"{row.Host.Name} is full, and {waiting}.",
            $"/manage/{row.Week.Practice}#w{GrainKeys.Date(row.Week.Monday)}", row.Offer.Closes);
    }

    private async Task<List<MyTask>> OfCoordinator(string region, Dictionary<BoardId, BoardCache> followed)
    {
        var items = new List<MyTask>();
        foreach (var kind in KindWords.All)
        {
            var board = await Follow(new BoardId(region, kind), followed);
            items.AddRange(board.Rows.Where(row => row.NeedsAttention()).OrderBy(row => row.Week.Monday).Select(row => new MyTask(
                $"Find people another place, week of {LondonTime.Date(row.Week.Monday)}",
                $"{row.Host.Name} has stopped taking bookings, but {(row.People() == 1 ? "1 person still has a place" : $"{row.People()} people still have places")}.", "/attention", null)));
        }

        return items;
    }

    private async Task<BoardCache> Follow(BoardId id, Dictionary<BoardId, BoardCache> followed) =>
        followed.TryGetValue(id, out var known) ? known : followed[id] = await boards.Get(id);
}
