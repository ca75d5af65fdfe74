using OutreachSilo.Common;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Tasters;

/// <summary>Long random lives of one week: after every step all invariants are counted afresh, and a replay of the changes, whole or from a snapshot on, gives the same state.</summary>
public sealed class RandomWeekTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void No_sequence_of_commands_overbooks_and_replay_gives_the_same_state(int seed)
    {
        var random = new Random(seed);
        var week = Published(random.Next(1, 5), Terms(TasterKind.Foundation, random.Next(1, 4)), Terms(TasterKind.School, random.Next(1, 4), new HalfDays((ushort)random.Next(1, 1024))));
        var history = new List<(Change Change, DateTimeOffset At)>();
        var places = new List<(Guid Id, string Person)>();
        var start = week.State;
        for (var step = 0; step < 300; step++)
        {
            week.After(TimeSpan.FromMinutes(random.Next(0, 8)));
            var person = $"{random.Next(1, 12):x32}";
            var kind = random.Next(2) == 0 ? TasterKind.Foundation : TasterKind.School;
            var (place, owner) = places.Count == 0 ? (Guid.NewGuid(), person) : places[random.Next(places.Count)];
            var id = new Guid(random.Next(), 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)step]);
            var then = random.Next(7) switch
            {
                0 or 1 => week.WhenHeld(HoldFor(person, kind, id, week.State.OfferOf(kind)!.Terms.HalfDays)),
                2 => week.WhenWaiting(WaitFor(person, kind, id)),
                3 => week.WhenConfirmed(place, owner),
                4 => week.WhenReleased(place, owner),
                5 => week.WhenAccepted(place, owner),
                _ => week.When((state, _) => WeekHostRules.SetCapacity(state, new SetCapacity(id, Manager, kind, random.Next(0, 6)))),
            };
            places.Add((id, person));
            history.AddRange(then.Changes.Select(change => (change, week.Now)));
        }

        Assert.NotEmpty(history);
        var replayed = history.Aggregate(start, (state, entry) => state.Apply(entry.Change, entry.At));
        replayed.CheckWhole();
        Assert.Equal(week.State.ToBoardRows(1).AsEnumerable(), replayed.ToBoardRows(1).AsEnumerable());
        Assert.Equal(week.State.Places.Values.OrderBy(x => x.Id), replayed.Places.Values.OrderBy(x => x.Id));
        var cut = random.Next(history.Count);
        var woken = StateJson.Read<TasterWeekState>(StateJson.Write(history.Take(cut).Aggregate(start, (state, entry) => state.Apply(entry.Change, entry.At))));
        woken = history.Skip(cut).Aggregate(woken, (state, entry) => state.Apply(entry.Change, entry.At));
        woken.CheckWhole();
        Assert.Equal(StateJson.Write(replayed).GetRawText(), StateJson.Write(woken).GetRawText());
    }
}
