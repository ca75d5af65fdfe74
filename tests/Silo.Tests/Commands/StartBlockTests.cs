using OutreachSilo.EndToEnd;
using OutreachSilo.TestKit;

namespace OutreachSilo.Commands;

/// <summary>What a start ends its output with.</summary>
public sealed class StartBlockTests : IDisposable
{
    private const string Ready = "OutreachSilo is ready.";

    private readonly TemporaryFolder folder = new();

    [Theory(Timeout = 240_000)]
    [InlineData("--demo", "(choose an account on the sign-in page)")]
    [InlineData(null, "/invitation/")]
    public async Task Once_ready_the_service_says_where_it_is_and_what_to_do_first(string? argument, string signIn)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Storage__DataFolder"] = folder.Path };
        await using var silo = await SiloProcess.Start(settings, argument is null ? [] : [argument]);
        await silo.Says("Press Ctrl+C", TestContext.Current.CancellationToken);

        var output = silo.Output;
        var begins = output.IndexOf(Ready, StringComparison.Ordinal);
        var (before, block) = (output[..begins], output[begins..]);
        Assert.Equal(1, Count(output, Ready));
        Assert.Contains(silo.Address.GetLeftPart(UriPartial.Authority), block, StringComparison.Ordinal);
        Assert.Contains(signIn, block, StringComparison.Ordinal);
        Assert.Contains(folder.Path, block, StringComparison.Ordinal);
        Assert.DoesNotContain("Press Ctrl+C", before, StringComparison.Ordinal);
        Assert.DoesNotContain("/invitation/", before, StringComparison.Ordinal);
        Assert.Equal(0, await silo.Stop());
        Assert.Equal(1, Count(silo.Output, Ready));
    }

    [Fact]
    public void The_demo_is_told_how_to_sign_in_and_how_to_stop()
    {
        var text = StartBlock.Text(["http://localhost:5080"], isDemo: true, link: null, "/srv/data", isAtTerminal: true);
        Assert.Equal(
            [
                "", "OutreachSilo is ready.", "", "  Address  http://localhost:5080",
                "  Sign in  http://localhost:5080/sign-in (choose an account on the sign-in page)", "  Data     /srv/data",
                "  Stop     Press Ctrl+C", "", "",
            ],
            text.Split(Environment.NewLine));
    }

    [Fact]
    public void Who_comes_first_is_given_the_link_and_a_unit_is_not_told_of_keys()
    {
        const string Link = "https://outreach.example/invitation/abc";
        var text = StartBlock.Text(["http://[::]:5080"], isDemo: false, Link, "/srv/data", isAtTerminal: false);
        Assert.Contains(Link, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ctrl+C", text, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
