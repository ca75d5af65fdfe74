using OutreachSilo.Tasters;

namespace OutreachSilo.Kernel;

public sealed class PendingCallsTests
{
    private static readonly DateTimeOffset Noon = AWeek.Noon;
    private static readonly Guid One = new(1, 0, 0, new byte[8]);
    private static readonly Guid Two = new(2, 0, 0, new byte[8]);

    [Fact]
    public void Calls_are_sent_in_the_order_in_which_they_were_put_in()
    {
        var calls = PendingCalls<string>.None.With(Two, "two", Noon).With(One, "one", Noon.AddSeconds(1));
        Assert.Equal(["two", "one"], calls.Calls.Select(call => call.What));
        Assert.Equal(["one"], calls.Without(Two).Calls.Select(call => call.What));
        Assert.True(calls.Without(Two).Without(One).IsEmpty);
    }

    [Fact]
    public void An_unanswered_call_is_due_again_after_twice_as_long_each_time_but_never_after_more_than_ten_minutes()
    {
        var calls = PendingCalls<string>.None.With(One, "one", Noon);
        var waits = new List<double>();
        for (var i = 0; i < 70; i++)
        {
            waits.Add((calls.DueAt!.Value - Noon).TotalSeconds);
            calls = calls.Deferred(new CallDeferred(One), Noon);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 600, 600], waits.Take(9));
        Assert.All(waits.Skip(7), wait => Assert.Equal(600, wait));
    }

    [Fact]
    public void The_first_that_is_due_makes_the_deadline()
    {
        var calls = PendingCalls<string>.None.At(One, "one", Noon.AddHours(1), Noon).With(Two, "two", Noon);
        Assert.Equal(Noon.AddSeconds(5), calls.DueAt);
        Assert.Equal(Noon.AddHours(1), calls.Without(Two).DueAt);
        Assert.Null(PendingCalls<string>.None.DueAt);
    }

    [Fact]
    public void A_call_to_be_sent_at_an_instant_that_has_passed_is_sent_soon() =>
        Assert.Equal(Noon.AddSeconds(5), PendingCalls<string>.None.At(One, "one", Noon.AddHours(-1), Noon).Calls[0].From);
}
