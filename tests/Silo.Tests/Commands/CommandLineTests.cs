namespace OutreachSilo.Commands;

public class CommandLineTests
{
    [Fact]
    public async Task Without_a_verb_it_serves()
    {
        var (status, served) = await Run("--demo", "--urls", "http://localhost:5099");

        Assert.Equal(0, status);
        Assert.True(served!.Demo);
        Assert.Equal(["--urls=http://localhost:5099"], served.HostArguments);
    }

    [Fact]
    public async Task What_the_test_host_of_ASP_NET_passes_is_accepted()
    {
        var (status, served) = await Run("--environment=Development", "--contentRoot=/somewhere", "--applicationName=Silo", "--Storage:DataFolder=/data");

        Assert.Equal((0, false, 4), (status, served!.Demo, served.HostArguments.Length));
    }

    [Theory]
    [InlineData("--wrong")]
    [InlineData("--demo=maybe")]
    [InlineData("--dem")]
    [InlineData("serve")]
    [InlineData("import")]
    [InlineData("import practices")]
    [InlineData("import practices a b")]
    [InlineData("import practises FILE")]
    [InlineData("import pcns")]
    [InlineData("import outcodes")]
    [InlineData("import practices FILE --report")]
    [InlineData("import practices FILE --raport out.csv")]
    [InlineData("import practices FILE --report ./FILE")]
    [InlineData("import pcns ONE TWO --report TWO")]
    [InlineData("audit now")]
    [InlineData("audit --demo")]
    [InlineData("--urls")]
    [InlineData("accounts add a@example.org --role king --name A")]
    [InlineData("accounts add a@example.org")]
    public async Task A_typing_mistake_is_an_error_and_starts_nothing(string line)
    {
        var (status, served) = await Run(line.Split(' '));

        Assert.Equal((ExitStatus.Usage, null), (status, served));
    }

    private static async Task<(int Status, ServeOptions? Served)> Run(params string[] args)
    {
        ServeOptions? served = null;
        var seams = new CommandSeams(
            options =>
            {
                served = options;
                return Task.FromResult(ExitStatus.Done);
            },
            _ => throw new InvalidOperationException("No verb may start here."),
            _ => throw new InvalidOperationException("No verb may start here."),
            (_, _, _) => throw new InvalidOperationException("No account may be made here."));
        return (await CommandLine.Run(args, seams), served);
    }
}
