namespace OutreachSilo.Commands;

public class HostArgumentsTests
{
    [Theory]
    [InlineData("--demo", "", "--demo")]
    [InlineData("--environment=Production --demo", "--environment=Production", "--demo")]
    [InlineData("--environment Production", "--environment=Production", "")]
    [InlineData("--ENVIRONMENT=Development --contentRoot=/x --applicationName=Silo", "--ENVIRONMENT=Development --contentRoot=/x --applicationName=Silo", "")]
    [InlineData("--Storage:Provider=PostgreSql import practices FILE", "--Storage:Provider=PostgreSql", "import practices FILE")]
    [InlineData("import --Storage:Provider PostgreSql practices FILE", "--Storage:Provider=PostgreSql", "import practices FILE")]
    [InlineData("--urls", "", "--urls")]
    [InlineData("--urls --demo", "", "--urls --demo")]
    [InlineData("--wrong", "", "--wrong")]
    [InlineData("--wrong=1", "", "--wrong=1")]
    [InlineData("--:=1", "", "--:=1")]
    [InlineData("-- a", "", "-- a")]
    public void Settings_of_the_host_are_taken_out(string line, string settings, string rest)
    {
        var arguments = HostArguments.Split(line.Split(' '));

        Assert.Equal((settings, rest), (string.Join(' ', arguments.Settings), string.Join(' ', arguments.Rest)));
    }
}
