using System.Net;
using Microsoft.Extensions.Options;
using OutreachSilo.Common.Limits;
using OutreachSilo.TestKit;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

public sealed class LimitTests
{
    private const string Release = "/api/v1/places/00000000-0000-0000-0000-000000000001/release";

    [Fact]
    public void A_burst_passes_then_one_at_a_time_as_the_clock_allows()
    {
        var time = new ManualTime();
        using var limiter = new ClockedLimiter(60, time);
        Assert.Equal(15, Enumerable.Range(0, 40).Count(_ => limiter.AttemptAcquire().IsAcquired));
        time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        Assert.Null(limiter.IdleDuration);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(15, Enumerable.Range(0, 40).Count(_ => limiter.AttemptAcquire().IsAcquired));
        time.Advance(TimeSpan.FromHours(1));
        Assert.True(limiter.IdleDuration > TimeSpan.FromMinutes(59));
    }

    [Fact]
    public async Task One_accounts_writes_are_limited_without_touching_anybody_else()
    {
        await using var door = await Door.Open(false, ("Limits:WritesPerMinute", "12"));
        door.Grains.Answers = (_, _, _) => Some.Place();
        var (ana, ben) = (door.DoctorCookie(), door.DoctorCookie("ben"));
        for (var write = 0; write < 10; write++) Assert.Equal(HttpStatusCode.OK, (await door.Client(ana).SendAsync(Request(HttpMethod.Post, Release))).StatusCode);
        var refused = await door.Client(ana).SendAsync(Request(HttpMethod.Post, Release));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(ProblemCodes.TooManyRequests, await refused.Code());
        Assert.Equal(10, door.Grains.Calls.Count);
        Assert.Equal(HttpStatusCode.OK, (await door.Client(ben).SendAsync(Request(HttpMethod.Post, Release))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await door.Client(ana).GetAsync("/api/v1/me")).StatusCode);
        door.Time.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        Assert.Equal(HttpStatusCode.OK, (await door.Client(ana).SendAsync(Request(HttpMethod.Post, Release))).StatusCode);
    }

    [Fact]
    public async Task Sign_in_and_reading_without_an_account_are_limited_by_address()
    {
        await using var door = await Door.Open(false, ("Limits:SignInsPerMinute", "10"), ("Limits:AnonymousPerMinute", "10"));
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal(ProblemCodes.InvalidJson, await (await door.Client().SendAsync(Request(HttpMethod.Post, "/api/v1/session", "{}"))).Code());
        Assert.Equal(ProblemCodes.TooManyRequests, await (await door.Client().SendAsync(Request(HttpMethod.Post, "/api/v1/session", "{}"))).Code());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await door.Client().PostAsync("/sign-in", null)).StatusCode);
        for (var read = 0; read < 10; read++) Assert.Equal(HttpStatusCode.OK, (await door.Client().GetAsync("/api/v1/practices")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await door.Client().GetAsync("/api/v1/practices")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await door.Client().GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("Limits:WritesPerMinute", "0", "Limits:WritesPerMinute takes 1 to 10000000.")]
    [InlineData("Edge:DeadlineSeconds", "0", "Edge:DeadlineSeconds takes 1 to 60 seconds.")]
    [InlineData("Live:RenewSeconds", "1", "Live:RenewSeconds takes 5 to 240.")]
    [InlineData("Storage:Provider", "Oracle", "Storage:Provider is 'Oracle'; it accepts Sqlite or PostgreSql.")]
    [InlineData("Storage:Provider", "PostgreSql", "ConnectionStrings:Outreach is needed")]
    public async Task A_wrong_setting_stops_the_start_and_says_what_is_accepted(string key, string value, string message)
    {
        var failed = await Assert.ThrowsAsync<OptionsValidationException>(() => Door.Open(false, (key, value)));
        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
    }
}
