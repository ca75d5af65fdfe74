using OutreachSilo.Practices;
using OutreachSilo.TestKit;

namespace OutreachSilo.Commands;

/// <summary>The built executable, as an operator runs it.</summary>
public sealed class CommandProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("commands").FullName;

    [Fact]
    public async Task The_register_is_imported_reported_and_audited()
    {
        var report = Path.Combine(folder, "report.csv");

        var first = await Run("import", "practices", RealData.Register, "--report", report);
        var again = await Run("import", "practices", RealData.Register);
        var audit = await Run("audit");

        Assert.Equal((0, 0, 0), (first.ExitStatus, again.ExitStatus, audit.ExitStatus));
        Assert.Contains("16,685 rows read, 6,220 imported, 10,465 skipped", first.Output, StringComparison.Ordinal);
        Assert.Contains("6,220  Registered", first.Output, StringComparison.Ordinal);
        Assert.Contains("6,220  Unchanged", again.Output, StringComparison.Ordinal);
        Assert.Contains("Every invariant holds.", audit.Output, StringComparison.Ordinal);
        Assert.Equal(10_465 + 1, (await File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task An_unusable_file_ends_with_1_and_a_sentence()
    {
        var missing = await Run("import", "practices", Path.Combine(folder, "none.csv"));
        Assert.Equal(1, missing.ExitStatus);
        Assert.Contains("Cannot read the file", missing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", missing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Information", missing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_found_out_before_the_work()
    {
        var file = Path.Combine(folder, "practices.csv");
        await File.WriteAllBytesAsync(file, PracticeLines.File(PracticeLines.Published()), TestContext.Current.CancellationToken);

        var refused = await Run("import", "practices", file, "--report", Path.Combine(folder, "no", "such", "folder.csv"));
        var taken = await Run("import", "practices", file);

        Assert.Equal(1, refused.ExitStatus);
        Assert.Contains("Cannot write the report", refused.Output, StringComparison.Ordinal);
        Assert.Contains("1  Registered", taken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_ends_with_2_and_names_the_key()
    {
        var result = await Run("audit", "--Storage:Provider=Oracle");

        Assert.Equal(2, result.ExitStatus);
        Assert.Contains("Storage:Provider", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_asks_the_running_service_and_says_when_there_is_none()
    {
        await using var service = await SiloProcess.Start(Settings());
        var address = service.Address.GetLeftPart(UriPartial.Authority);

        var ready = await Run("health", "--urls", address);
        Assert.Equal(0, await service.Stop());
        var gone = await Run("health", "--urls", address);

        Assert.Equal(0, ready.ExitStatus);
        Assert.Contains("Ready.", ready.Output, StringComparison.Ordinal);
        Assert.Equal(1, gone.ExitStatus);
        Assert.Contains($"No answer from {address}/health/ready", gone.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://+:8080", "http://localhost:8080/health/ready")]
    [InlineData("http://*:80;https://+:443", "http://localhost/health/ready")]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080/health/ready")]
    [InlineData("http://10.0.0.11:5080", "http://10.0.0.11:5080/health/ready")]
    public void Health_asks_at_the_first_address_served(string urls, string asked) =>
        Assert.Equal(new Uri(asked), HealthCommand.AddressOf([$"--urls={urls}"]));

    [Fact]
    public async Task Storage_held_by_the_running_service_ends_with_3()
    {
        await using var service = await SiloProcess.Start(Settings());

        var result = await Run("audit");

        Assert.Equal(3, result.ExitStatus);
        Assert.Contains("in use", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, await service.Stop());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["Storage__Provider"] = "Sqlite",
        ["Storage__DataFolder"] = Path.Combine(folder, "data"),
        ["DOTNET_ENVIRONMENT"] = "Development",
    };

    private Task<(int ExitStatus, string Output)> Run(params string[] arguments) => SiloProcess.Run(Settings(), arguments);
}
