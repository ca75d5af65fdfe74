using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(OutreachSilo.TestKit.ShiftedClock))]

namespace OutreachSilo.TestKit;

/// <summary>
/// The clock of a silo in a process of its own, which a test pushes forward: the machine's, and what a file says besides. Nothing of the silo knows that there can be
/// another clock; the host's own way of adding services puts it there.
/// </summary>
public sealed class ShiftedClock : TimeProvider, IHostingStartup
{
    private const string Variable = "OUTREACH_TEST_CLOCK";

    private readonly string? file = Environment.GetEnvironmentVariable(Variable);

    /// <summary>What has to be set for a silo that is to go by the file.</summary>
    public static IReadOnlyDictionary<string, string> Settings(string file) => new Dictionary<string, string>
    {
        [Variable] = file,
        ["DOTNET_STARTUP_HOOKS"] = typeof(ShiftedClock).Assembly.Location,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(ShiftedClock).Assembly.GetName().Name!,
    };

    /// <summary>From here on the silo's clock is so far ahead of the machine's.</summary>
    public static void Shift(string file, TimeSpan ahead)
    {
        File.WriteAllText(file + ".new", ahead.ToString("c", CultureInfo.InvariantCulture));
        File.Move(file + ".new", file, overwrite: true);
    }

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow() + (File.Exists(file) ? TimeSpan.ParseExact(File.ReadAllText(file), "c", CultureInfo.InvariantCulture) : TimeSpan.Zero);

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(this));
}
