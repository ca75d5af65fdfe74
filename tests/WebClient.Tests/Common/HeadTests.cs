using System.Net;

namespace OutreachSilo.Common;

/// <summary>HEAD says of a page or an endpoint what GET would, and sends nothing with it.</summary>
public sealed class HeadTests
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/api/v1/me", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/nothing-here", HttpStatusCode.NotFound)]
    public async Task It_is_answered_as_get_is_without_a_body(string address, HttpStatusCode expected)
    {
        await using var door = await Door.OpenWithPages();
        using var client = door.Client();
        using var get = await client.GetAsync(address);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal((expected, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Over_a_socket_too_and_the_connection_goes_on()
    {
        await using var door = await Door.Open(kestrel: true);
        using var client = door.Client();
        for (var time = 0; time < 3; time++)
        {
            using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/health/live"));
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));
        }
    }

    [Fact]
    public async Task What_only_takes_posts_refuses_it()
    {
        await using var door = await Door.OpenWithPages();
        using var head = await door.Client().SendAsync(new HttpRequestMessage(HttpMethod.Head, "/hubs/live/negotiate"));
        Assert.Equal((int)HttpStatusCode.MethodNotAllowed, (int)head.StatusCode);
    }
}
