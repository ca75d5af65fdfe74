namespace OutreachSilo.Common;

/// <summary>What is compressed, and what is not because it may hold a secret beside something that a stranger chose.</summary>
public sealed class CompressionTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private readonly Door _door = open.Door;

    [Theory]
    [InlineData(false, "/openapi/v1.json", true)]
    [InlineData(false, "/openapi/v1.json?chosen=text", true)]
    [InlineData(true, "/openapi/v1.json", true)]
    [InlineData(true, "/openapi/v1.json?chosen=text", false)]
    public async Task An_answer_is_compressed_unless_its_reader_is_signed_in_and_its_address_says_more_than_a_path(bool signedIn, string address, bool compressed)
    {
        using var client = _door.Client(signedIn ? _door.Cookie("ana") : null);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(compressed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_answer_to_something_sent_by_somebody_signed_in_is_not_compressed()
    {
        using var client = _door.Client(_door.Cookie("ana"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session");
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }
}
