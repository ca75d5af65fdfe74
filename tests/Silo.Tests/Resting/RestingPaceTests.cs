namespace OutreachSilo.Resting;

public sealed class RestingPaceTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly RestingPace pace = new();
    private Usage now;

    [Fact]
    public void After_a_busy_spell_everything_is_collected_once_the_process_rests_and_room_goes_back_once_it_stays_at_rest()
    {
        Assert.Equal(Tidying.None, Busy(RestingPace.SpellBytes));
        var rested = now.At;
        var done = new List<(Tidying, TimeSpan)>();
        for (var looks = 0; looks < 300; looks++)
            if (Idle() is var what && what != Tidying.None)
                done.Add((what, now.At - rested));
        Assert.Equal([(Tidying.All, TimeSpan.FromSeconds(6)), (Tidying.GiveBack, RestingPace.LongRest)], done);
    }

    [Fact]
    public void Room_is_kept_where_something_happens_every_minute()
    {
        var done = new HashSet<Tidying>();
        while (now.At < TimeSpan.FromHours(1))
        {
            Busy(RestingPace.SpellBytes);
            for (var looks = 0; looks < 20; looks++) done.Add(Idle());
        }

        Assert.Equal([Tidying.None, Tidying.All], done);
    }

    [Fact]
    public void A_process_that_is_never_at_rest_for_long_is_left_alone()
    {
        for (var looks = 0; looks < 100; looks++)
        {
            Assert.Equal(Tidying.None, Busy(RestingPace.SpellBytes));
            Assert.Equal(Tidying.None, Idle());
            Assert.Equal(Tidying.None, Idle());
        }
    }

    [Fact]
    public void A_spell_that_allocated_little_is_not_worth_a_pause()
    {
        Busy(RestingPace.YoungBytes - 1);
        for (var looks = 0; looks < 10; looks++) Assert.Equal(Tidying.None, Idle());
    }

    [Fact]
    public void Short_spells_add_up_and_everything_is_collected_no_more_often_than_it_may_be()
    {
        var all = new List<TimeSpan>();
        while (now.At < TimeSpan.FromMinutes(10))
        {
            Busy(RestingPace.SpellBytes / 2);
            for (var looks = 0; looks < 3; looks++)
                if (Idle() == Tidying.All)
                    all.Add(now.At);
        }

        Assert.InRange(all.Count, 10, 20);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.Second - pair.First >= RestingPace.BetweenAll));
    }

    [Fact]
    public void A_large_heap_is_never_collected_as_a_whole_for_tidiness()
    {
        now = now with { Heap = RestingPace.HeapBytesMax + 1, Collections = 1 };
        Busy(RestingPace.SpellBytes);
        for (var looks = 0; looks < 100; looks++) Assert.Equal(Tidying.None, Idle());
    }

    [Fact]
    public void What_gathers_at_rest_is_collected_while_it_is_young_unless_the_runtime_has_just_done_it()
    {
        Idle();
        Idle();
        Assert.Equal(Tidying.None, Idle(RestingPace.YoungBytes / 2));
        Assert.Equal(Tidying.Young, Idle(RestingPace.YoungBytes / 2));
        now = now with { Collections = now.Collections + 1 };
        Assert.Equal(Tidying.None, Idle());
        Assert.Equal(Tidying.None, Idle(RestingPace.YoungBytes - 1));
        now = now with { Collections = now.Collections + 1 };
        Assert.Equal(Tidying.None, Idle(1));
        Assert.Equal(Tidying.Young, Idle(RestingPace.YoungBytes));
    }

    private Tidying Busy(long allocated) => Next(Look, allocated);

    private Tidying Idle(long allocated = 0) => Next(Look * (RestingPace.RestingCoreShare / 2), allocated);

    private Tidying Next(TimeSpan cpu, long allocated)
    {
        now = now with { At = now.At + Look, Cpu = now.Cpu + cpu, Allocated = now.Allocated + allocated };
        return pace.Next(now);
    }
}
