namespace OutreachSilo.Live;

public sealed class TopicVersionsTests
{
    [Fact]
    public void A_topic_has_the_version_at_which_it_last_moved()
    {
        var versions = new TopicVersions();
        versions.Move(["ana", "ben"], 1);
        versions.Move(["ben"], 2);
        Assert.Equal((1L, 2L, 0L, 2L), (versions.Of("ana"), versions.Of("ben"), versions.Of("cleo"), versions.Version));
    }

    [Fact]
    public void What_moved_after_a_version_is_known_from_the_beginning_on_and_not_beyond_the_end()
    {
        var versions = new TopicVersions();
        versions.Move(["ana"], 1);
        versions.Move(["ben"], 2);
        versions.Move(["ana"], 3);
        Assert.Equal(["ana", "ben"], Since(0)!.Order(StringComparer.Ordinal));
        Assert.Equal(["ana"], Since(2)!);
        Assert.Equal([], Since(3)!);
        Assert.Null(versions.Since(4));
        Assert.Null(versions.Since(-1));

        IEnumerable<string>? Since(long version) => versions.Since(version);
    }

    [Fact]
    public void More_topics_than_the_bound_are_forgotten_from_the_oldest_on_and_count_as_moved()
    {
        var versions = new TopicVersions(topicsMax: 100);
        for (var move = 1; move <= 10_000; move++) versions.Move([$"topic {move}"], move);
        Assert.Equal(10_000, versions.Of("topic 10000"));
        var floor = versions.Of("never moved");
        Assert.InRange(floor, 10_000 - 100, 9_999);
        Assert.Equal(floor, versions.Of("topic 1"));
        Assert.Null(versions.Since(floor - 1));
        Assert.Equal(10_000 - (int)floor, versions.Since(floor)!.Value.Length);
    }

    [Fact]
    public void After_a_reset_every_topic_counts_as_moved()
    {
        var versions = new TopicVersions();
        versions.Move(["ana"], 1);
        versions.Reset(7);
        Assert.Equal((7L, 7L), (versions.Of("ana"), versions.Of("ben")));
        Assert.Null(versions.Since(6));
    }

    [Fact]
    public void Versions_only_rise()
    {
        var versions = new TopicVersions();
        versions.Move(["ana"], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => versions.Move(["ana"], 1));
    }
}
