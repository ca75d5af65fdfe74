using System.Net;
using OutreachSilo.Placements;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

public sealed class IdempotencyTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private const string Places = "/api/v1/weeks/K81001/2026-08-03/places";
    private const string Body = """{"kind":"Foundation"}""";

    private readonly Door _door = open.Door;

    public static TheoryData<string> BadKeys => ["two words", "tab\there", "käse", new string('a', 129), "\u0001", "a\u007f"];

    [Fact]
    public async Task A_write_without_a_key_reaches_no_grain()
    {
        foreach (var key in new[] { null, "" })
        {
            var response = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Places, Body, key));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(ProblemCodes.IdempotencyKeyMissing, await response.Code());
        }

        Assert.DoesNotContain(_door.Grains.Calls, call => call.Method == "Hold" && call.Command is OpenPlacement { Id: var id } && id == Guid.Empty);
    }

    [Theory, MemberData(nameof(BadKeys))]
    public void A_key_is_visible_ascii_and_not_long(string key) => Assert.False(CommandIds.IsValidKey(key));

    [Theory]
    [InlineData("two words")]
    [InlineData("a,\tb")]
    public async Task A_bad_key_is_refused(string key)
    {
        var before = _door.Grains.Calls.Count;
        var response = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Places, Body, key));
        Assert.Equal(ProblemCodes.IdempotencyKeyInvalid, await response.Code());
        response = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Places, Body, new string('k', 129)));
        Assert.Equal(ProblemCodes.IdempotencyKeyInvalid, await response.Code());
        response = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Places, Body, "one").With("Idempotency-Key", "two"));
        Assert.Equal(ProblemCodes.IdempotencyKeyInvalid, await response.Code());
        Assert.Equal(before, _door.Grains.Calls.Count);
    }

    [Fact]
    public async Task The_same_key_is_the_same_command_and_another_accounts_key_is_not()
    {
        _door.Grains.Answers = (_, _, command) => Some.Place(((OpenPlacement)command!).Id);
        var ids = new List<string?>();
        foreach (var (account, key) in new[] { ("ana", "k"), ("ana", "k"), ("ben", "k"), ("ana", "l") })
        {
            var response = await _door.Client(_door.DoctorCookie(account)).SendAsync(Request(HttpMethod.Post, Places, Body, key));
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            ids.Add((await response.Json()).GetProperty("id").GetString());
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public void Command_ids_never_change() =>
        Assert.Equal(new Guid("c75042ef-84a3-8555-bcb6-bbfca31a5826"), CommandIds.From("ana", "key-1"));

    [Fact]
    public void Account_and_key_cannot_be_shifted_into_each_other() => Assert.NotEqual(CommandIds.From("ana", "b"), CommandIds.From("an", "ab"));
}
