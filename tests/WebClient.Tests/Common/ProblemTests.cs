using System.Net;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

public sealed class ProblemTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private readonly Door _door = open.Door;

    private Task<HttpResponseMessage> Hold(object answer)
    {
        _door.Grains.Answers = (_, _, _) => answer;
        return _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, "/api/v1/weeks/K81001/2026-08-03/places", """{"kind":"Foundation"}""", Guid.NewGuid().ToString()));
    }

    [Theory]
    [InlineData(RefusalCodes.WeekFull, HttpStatusCode.Conflict)]
    [InlineData(RefusalCodes.WeekUnknown, HttpStatusCode.NotFound)]
    [InlineData(RefusalCodes.HoldExpired, HttpStatusCode.Gone)]
    [InlineData(RefusalCodes.InvalidCommand, HttpStatusCode.UnprocessableEntity)]
    [InlineData("OfTheFuture", HttpStatusCode.Conflict)]
    public async Task A_refusal_is_told_with_its_code_and_sentence(string code, HttpStatusCode status)
    {
        var response = await Hold(new Refusal(code, "All 2 places are taken."));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await response.Code());
        Assert.Equal("All 2 places are taken.", (await response.Json()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(PlaceState.Held, HttpStatusCode.Created)]
    [InlineData(PlaceState.Asked, HttpStatusCode.Accepted)]
    public async Task A_place_is_created_or_still_being_asked_for(PlaceState state, HttpStatusCode status)
    {
        var response = await Hold(Some.Place(state: state));
        Assert.Equal(status, response.StatusCode);
        var place = await response.Json();
        Assert.Equal("2026-08-03", place.GetProperty("monday").GetString());
        Assert.Equal("Mon–Fri", place.GetProperty("halfDaysText").GetString());
        Assert.Equal(10, place.GetProperty("halfDays").GetArrayLength());
        Assert.Equal("""{"date":"2026-08-03","part":"pm"}""", place.GetProperty("halfDays")[1].GetRawText());
        Assert.Equal("2026-01-05T12:10:00Z", place.GetProperty("until").GetString());
    }

    [Fact]
    public async Task A_full_queue_is_passed_on_at_once_with_the_time_to_come_back()
    {
        var before = _door.Grains.Calls.Count;
        var response = await Hold(new Fault(FaultCodes.JournalBusy, TimeSpan.FromSeconds(3)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(FaultCodes.JournalBusy, await response.Code());
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
        Assert.Equal(before + 1, _door.Grains.Calls.Count);
    }

    [Fact]
    public async Task A_bug_is_500_without_a_word_about_the_inside()
    {
        var response = await Hold(new InvalidOperationException("secret"));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(ProblemCodes.ServerFault, await response.Code());
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, ProblemCodes.NotFound)]
    [InlineData("GET", "/api", 404, ProblemCodes.NotFound)]
    [InlineData("PATCH", "/api/v1/practices", 405, ProblemCodes.MethodNotAllowed)]
    [InlineData("POST", "/api/v1/places/not-a-guid/confirm", 404, ProblemCodes.NotFound)]
    [InlineData("GET", "/api/v1/me", 401, ProblemCodes.NotSignedIn)]
    public async Task What_the_framework_refuses_is_a_problem_whatever_is_accepted(string method, string path, int status, string code)
    {
        var response = await _door.Client().SendAsync(Request(new HttpMethod(method), path).With("Accept", "text/html"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, await response.Code());
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_a_browser_in_bounds()
    {
        foreach (var path in new[] { "/api/v1/nothing", "/health/live", "/nowhere" })
        {
            var response = await _door.Client().GetAsync(path);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            if (path.StartsWith("/api/", StringComparison.Ordinal)) Assert.Equal(SecurityHeaders.ProgramsPolicy, policy);
            else Assert.Matches("^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'; ", policy);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    private sealed class Fault(string code, TimeSpan? retryAfter) : Exception("for the log only"), IFault
    {
        public string Code => code;

        public TimeSpan? RetryAfter => retryAfter;
    }
}
