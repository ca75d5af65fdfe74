namespace OutreachSilo.Common;

public sealed class VersionedTests
{
    [Fact]
    public void Every_version_of_a_map_stays_as_it_was_whatever_is_branched_off_whichever()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            List<(VersionedMap<int, int> Map, Dictionary<int, int> Expected)> versions = [(VersionedMap<int, int>.New(), [])];
            for (var step = 0; step < 30; step++)
            {
                var (map, expected) = versions[random.Next(versions.Count)];
                var (key, removes, next) = (random.Next(8), random.Next(3) == 0, new Dictionary<int, int>(expected));
                if (removes) next.Remove(key);
                else next[key] = step;
                versions.Add((removes ? map.Remove(key) : map.Set(key, step), next));
            }

            Assert.All(versions, version => Assert.True(IsAs(version.Map, version.Expected), $"seed {seed}"));
        }
    }

    [Fact]
    public void Every_version_of_a_sorted_set_stays_as_it_was_whatever_is_branched_off_whichever()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            List<(VersionedSet<int> Set, SortedSet<int> Expected)> versions = [(VersionedSet<int>.New(), [])];
            for (var step = 0; step < 30; step++)
            {
                var (set, expected) = versions[random.Next(versions.Count)];
                var (item, removes, next) = (random.Next(8), random.Next(3) == 0, new SortedSet<int>(expected));
                if (removes) next.Remove(item);
                else next.Add(item);
                versions.Add((removes ? set.Remove(item) : set.Add(item), next));
            }

            Assert.All(versions, version => Assert.True(IsAs(version.Set, version.Expected), $"seed {seed}"));
        }
    }

    [Fact]
    public void An_old_version_is_read_without_making_the_newest_pay()
    {
        var old = VersionedMap<int, string>.New().Set(1, "one");
        var newest = old;
        for (var i = 0; i < 1000; i++) newest = newest.Set(i % 10, "later").Remove(i % 7);
        Assert.Equal("one", old[1]);
        Assert.False(old.TryGetValue(2, out _));
        Assert.Equal(["one"], old.Values);
        Assert.Equal(1, old.Count);
        Assert.Throws<KeyNotFoundException>(() => old[2]);
    }

    [Fact]
    public async Task Threads_may_look_at_any_version_while_another_goes_on()
    {
        var start = VersionedMap<int, int>.New().Set(0, 0);
        var map = start;
        var reading = Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var seen = Volatile.Read(ref map);
                Assert.Equal(seen.Count - 1, seen[seen.Count - 1]);
                Assert.Equal([0], start.Values);
            }
        });
        for (var i = 1; i < 200 || !reading.IsCompleted; i++) Volatile.Write(ref map, Volatile.Read(ref map) is { Count: < 300 } grown ? grown.Set(grown.Count, grown.Count) : start);
        await reading;
    }

    private static bool IsAs(VersionedMap<int, int> map, Dictionary<int, int> expected) =>
        map.Count == expected.Count
        && Enumerable.Range(0, 8).All(key => map.TryGetValue(key, out var value) == expected.TryGetValue(key, out var should) && value == should)
        && map.Values.Order().SequenceEqual(expected.Values.Order());

    private static bool IsAs(VersionedSet<int> set, SortedSet<int> expected) =>
        set.Count == expected.Count
        && (set.Min ?? -1) == (expected.Count == 0 ? -1 : expected.Min)
        && set.TakeWhile(_ => true).SequenceEqual(expected)
        && set.TakeWhile(item => item < 4).SequenceEqual(expected.TakeWhile(item => item < 4));
}
