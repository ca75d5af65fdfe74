using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

/// <summary>Every malformed request over every operation that reads one: a 4xx problem with a code, and no grain hears of it.</summary>
public sealed class BadInputTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private static readonly (string Method, string Path, string Good)[] Operations =
    [
        ("POST", "/api/v1/weeks/K81001/2026-08-03/places", """{"kind":"Foundation"}"""),
        ("POST", "/api/v1/weeks/K81001/2026-08-03/waiting", """{"kind":"Foundation"}"""),
        ("PUT", "/api/v1/weeks/K81001/2026-08-03/offers/Foundation/capacity", """{"capacity":3}"""),
        ("POST", "/api/v1/practices/K81001/weeks", """{"first":"2026-08-03","offers":[{"kind":"Foundation","capacity":2}],"deskLimit":3}"""),
        ("PUT", "/api/v1/practices/K81001/hosting", """{"choice":"Hosting"}"""),
        ("PUT", "/api/v1/practices/K81001/access", """{"features":["StepFree"]}"""),
        ("POST", "/api/v1/session", """{"email":"ana@example.org","password":"not it at all"}"""),
    ];

    private readonly Door _door = open.Door;

    /// <summary>Ways to spoil a good body.</summary>
    private static IEnumerable<(string Name, string Body)> Spoilt(string good)
    {
        yield return ("empty", "");
        yield return ("blank", "   ");
        yield return ("null", "null");
        yield return ("array for object", "[" + good + "]");
        yield return ("string for object", "\"" + "x" + "\"");
        yield return ("number for object", "1");
        yield return ("empty object", "{}");
        yield return ("truncated", good[..^1]);
        yield return ("cut in half", good[..(good.Length / 2)]);
        yield return ("more behind", good + "{}");
        yield return ("trailing comma", good[..^1] + ",}");
        yield return ("unknown member", good[..^1] + ",\"isAdmin\":true}");
        yield return ("unknown member with the framework's word", good[..^1] + ",\"$type\":\"x\"}");
        yield return ("comment", "/* c */" + good);
        yield return ("line comment", "// c\n" + good);
        yield return ("single quotes", good.Replace('"', '\''));
        yield return ("other case", good.ToUpperInvariant());
        yield return ("byte order of another encoding", "\u00ff\u00fe" + good);
        yield return ("deep arrays", string.Concat(Enumerable.Repeat("[", 2_000)));
        yield return ("deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 2_000)));
        yield return ("deep inside", good[..^1] + ",\"x\":" + string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40)) + "}");
        yield return ("control character", good.Replace(":", ":\u0000", StringComparison.Ordinal));
        yield return ("not a number", good[..^1] + ",\"capacity\":NaN}");
        foreach (var name in MembersOf(good))
        {
            var value = ValueOf(good, name);
            yield return ($"{name} doubled", good[..^1] + $",\"{name}\":{value}}}");
            yield return ($"{name} null", good.Replace($"\"{name}\":{value}", $"\"{name}\":null", StringComparison.Ordinal));
            yield return ($"{name} array", good.Replace($"\"{name}\":{value}", $"\"{name}\":[[1]]", StringComparison.Ordinal));
            yield return ($"{name} object", good.Replace($"\"{name}\":{value}", $"\"{name}\":{{\"a\":1}}", StringComparison.Ordinal));
            yield return ($"{name} boolean", good.Replace($"\"{name}\":{value}", $"\"{name}\":true", StringComparison.Ordinal));
            yield return ($"{name} huge", good.Replace($"\"{name}\":{value}", $"\"{name}\":99999999999999999999999999", StringComparison.Ordinal));
            yield return ($"{name} fraction", good.Replace($"\"{name}\":{value}", $"\"{name}\":1.5", StringComparison.Ordinal));
            yield return ($"{name} exponent", good.Replace($"\"{name}\":{value}", $"\"{name}\":1e400", StringComparison.Ordinal));
            yield return ($"{name} lone surrogate", good.Replace($"\"{name}\":{value}", $"\"{name}\":\"\\ud800\"", StringComparison.Ordinal));
        }
    }

    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var (method, path, good) in Operations)
                foreach (var (name, body) in Spoilt(good))
                    if (body != good) cases.Add(name, method, path, body);
            return cases;
        }
    }

    public static TheoryData<string, string> BadAddresses
    {
        get
        {
            var cases = new TheoryData<string, string>();
            string[] weeks =
            [
                "K81001/2026-08-04", "K81001/2026-02-30", "K81001/2026-8-3", "K81001/1999-12-27", "K81001/9999-12-27", "K81001/20260803", "K81001/monday", "K81001/2026-08-03T00:00:00",
                "k81001/2026-08-03", "K8100/2026-08-03", "K810011/2026-08-03", "QQQ001/2026-08-03", "K8100١/2026-08-03", "K81001%20/2026-08-03", "K81'01/2026-08-03",
                "-1/0", "../2026-08-03", "K81001/%2e%2e",
            ];
            foreach (var week in weeks)
            {
                cases.Add("GET", $"/api/v1/weeks/{week}");
                cases.Add("GET", $"/api/v1/weeks/{week}/people");
                cases.Add("POST", $"/api/v1/weeks/{week}/places");
                cases.Add("POST", $"/api/v1/weeks/{week}/waiting");
            }

            foreach (var practice in new[] { "k81001", "K8100", "ZZZZZZ", "K81001;", "' OR 1=1" })
            {
                cases.Add("GET", $"/api/v1/practices/{practice}");
                cases.Add("PUT", $"/api/v1/practices/{practice}/hosting");
            }

            foreach (var place in new[] { "1", "not-a-guid", "00000000-0000-0000-0000-00000000000g", "{00000000}" })
                foreach (var verb in new[] { "confirm", "accept", "release" })
                    cases.Add("POST", $"/api/v1/places/{place}/{verb}");

            string[] reads =
            [
                "/boards/Y61/foundation", "/boards/Y6/Foundation", "/boards/Y611/Foundation", "/boards/Y61/0", "/boards/Y61/Foundation?km=0", "/boards/Y61/Foundation?km=1e3", "/boards/Y61/Foundation?km=-5",
                "/boards/Y61/Foundation?from=2026-02-30", "/boards/Y61/Foundation?from=2026-08-10&to=2026-08-03", "/boards/Y61/Foundation?from=0001-01-01", "/boards/Y61/Foundation?free=yes",
                "/boards/Y61/Foundation?near=ZZ1", "/boards/Y61/Foundation?near=" + new string('C', 30), "/boards/Y61/Foundation?pcn=%00", "/boards/Y61/Foundation?from=2026-08-03T24:00",
                "/search", "/search?near=", "/search?near=ZZ9", "/search?near=CB1&km=999", "/search?near=CB1&skip=-1", "/search?near=CB1&take=0", "/search?near=CB1&take=1000000", "/search?near=CB1&skip=2147483648",
                "/search?near=CB1&kind=Other", "/search?near=CB1&from=x", "/search?near=CB1&from=2027-01-01&to=2026-01-01", "/search?near=%00CB1", "/search?near=CB1%07",
                "/practices?take=201", "/practices?skip=-1", "/practices?region=Y6", "/practices?region=%27%3b", "/practices?q=" + new string('a', 101), "/practices?q=%00", "/practices?take=1.5",
            ];
            foreach (var read in reads) cases.Add("GET", "/api/v1" + read);
            return cases;
        }
    }

    public static TheoryData<string> BadContentTypes =>
    [
        "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-7", "application/json; charset=utf-16",
        "application/json; charset=nosuch", "application/json; charset=\"iso-8859-1\"", "garbage", "application/jsonp", "text/json; charset=\"\"",
    ];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_spoilt_body_is_refused_and_changes_nothing(string name, string method, string path, string body)
    {
        var response = await Send(path, Request(new HttpMethod(method), path, body, "key-" + name.GetHashCode(StringComparison.Ordinal)));
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.DoesNotContain(await response.Code(), new[] { ProblemCodes.NotFound, ProblemCodes.TooManyRequests, ProblemCodes.NotAllowed, ProblemCodes.NotSignedIn });
        Assert.Empty(_door.Grains.Calls);
    }

    [Theory, MemberData(nameof(BadAddresses))]
    public async Task A_spoilt_address_is_refused_and_changes_nothing(string method, string path)
    {
        var body = method == "GET" ? null : path.EndsWith("hosting", StringComparison.Ordinal) ? """{"choice":"Hosting"}""" : """{"kind":"Foundation"}""";
        var response = await Send(path, Request(new HttpMethod(method), path, body));
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.DoesNotContain(await response.Code(), new[] { ProblemCodes.TooManyRequests, ProblemCodes.NotAllowed, ProblemCodes.NotSignedIn });
        Assert.Empty(_door.Grains.Calls);
    }

    [Theory, MemberData(nameof(BadContentTypes))]
    public async Task Another_kind_of_body_is_415(string contentType)
    {
        foreach (var (method, path, good) in Operations)
        {
            var request = Request(new HttpMethod(method), path);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(good));
            if (contentType.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            var response = await Send(path, request);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
            Assert.Equal(ProblemCodes.MediaTypeNotSupported, await response.Code());
        }

        Assert.Empty(_door.Grains.Calls);
    }

    [Fact]
    public async Task Compressed_bodies_are_not_unpacked()
    {
        var request = Request(HttpMethod.Post, Operations[0].Path, Operations[0].Good);
        request.Content!.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(ProblemCodes.MediaTypeNotSupported, await (await Send(Operations[0].Path, request)).Code());
    }

    [Fact]
    public async Task Quoted_utf8_is_understood()
    {
        _door.Grains.Answers = (_, _, _) => new Refusal(RefusalCodes.WeekFull, "Full.");
        var request = Request(HttpMethod.Post, Operations[0].Path);
        request.Content = new StringContent(Operations[0].Good, Encoding.UTF8);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=\"UTF-8\"");
        Assert.Equal(RefusalCodes.WeekFull, await (await Send(Operations[0].Path, request)).Code());
        _door.Grains.Calls.Clear();
    }

    [Fact]
    public async Task Other_encodings_of_json_are_refused()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.UTF32, Encoding.BigEndianUnicode })
        {
            var request = Request(HttpMethod.Post, Operations[0].Path);
            request.Content = new ByteArrayContent([.. encoding.GetPreamble(), .. encoding.GetBytes(Operations[0].Good)]);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            Assert.Equal(ProblemCodes.InvalidJson, await (await Send(Operations[0].Path, request)).Code());
        }
    }

    [Theory]
    [InlineData("""{"first":"2026-08-03","offers":[],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","offers":[{"kind":"Foundation","capacity":2},{"kind":"Foundation","capacity":2}],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","offers":[{"kind":"foundation","capacity":2}],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","offers":[{"kind":"School","capacity":2,"halfDays":[]}],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","offers":[{"kind":"School","capacity":2,"halfDays":["sat-am"]}],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","offers":[{"kind":"School","capacity":2,"halfDays":["mon-am","mon-am"]}],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","last":"2026-08-02","offers":[{"kind":"School","capacity":2}],"deskLimit":3}""")]
    [InlineData("""{"first":"0001-01-01","offers":[{"kind":"School","capacity":2}],"deskLimit":3}""")]
    [InlineData("""{"first":"2026-08-03","offers":[{"kind":"School","capacity":2,"supervisor":"a\u202eb"}],"deskLimit":3}""")]
    public async Task A_template_that_makes_no_sense_is_422_before_any_grain_is_told(string body)
    {
        var response = await Send("/api/v1/practices/K81001/weeks", Request(HttpMethod.Post, "/api/v1/practices/K81001/weeks", body));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(RefusalCodes.InvalidCommand, await response.Code());
        Assert.Empty(_door.Grains.Calls);
    }

    [Theory]
    [InlineData("2026-08-03T09:00:00")]
    [InlineData("2026-08-03")]
    [InlineData("2026-02-30T09:00:00Z")]
    [InlineData("2026-08-03T24:00:00Z")]
    public async Task An_instant_without_a_zone_or_that_does_not_exist_is_refused(string opens)
    {
        var body = $$"""{"first":"2026-08-03","offers":[{"kind":"School","capacity":2}],"deskLimit":3,"opens":"{{opens}}"}""";
        Assert.Equal(ProblemCodes.InvalidJson, await (await Send("/api/v1/practices/K81001/weeks", Request(HttpMethod.Post, "/api/v1/practices/K81001/weeks", body))).Code());
    }

    [Fact]
    public async Task A_body_announced_too_large_is_not_read()
    {
        var body = "{\"kind\":\"" + new string('x', 70_000) + "\"}";
        var response = await Send(Operations[0].Path, Request(HttpMethod.Post, Operations[0].Path, body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(ProblemCodes.BodyTooLarge, await response.Code());
    }

    private static IEnumerable<string> MembersOf(string good) => JsonDocument.Parse(good).RootElement.EnumerateObject().Select(member => member.Name);

    private static string ValueOf(string good, string name) => JsonDocument.Parse(good).RootElement.GetProperty(name).GetRawText();

    private Task<HttpResponseMessage> Send(string path, HttpRequestMessage request)
    {
        var isDoctors = path.EndsWith("places", StringComparison.Ordinal) || path.EndsWith("waiting", StringComparison.Ordinal) || path.Contains("/places/", StringComparison.Ordinal);
        return _door.Client(isDoctors ? _door.DoctorCookie("ana" + Guid.NewGuid()) : _door.ManagerCookie()).SendAsync(request);
    }
}
