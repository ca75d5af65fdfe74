using System.Diagnostics;
using System.Globalization;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B0: what the machine and the parts cost by themselves. No targets.</summary>
internal sealed class Calibration : IScenario
{
    private const int Alone = 1;
    private const int Many = 64;

    public string Name => "b0";

    public string What => "calibration: flush of the disk, grain call, allocations per booking";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line> { await Flush(context) };
        await using (var silo = await CoreSilo.Start(context, StorageProvider.Sqlite))
        {
            var grain = silo.Grains.GetGrain<IIdleGrain>("idle/1");
            foreach (var callers in new[] { Alone, Many })
            {
                await Load.Run(callers, context.WarmUp / 2, 0, _ => new ValueTask(grain.Nothing()));
                var (stretch, _) = await Load.Run(callers, context.Stretch, 0, _ => new ValueTask(grain.Nothing()));
                context.Tell($"grain call, {callers} in flight: {stretch}");
                lines.Add(new Line(callers == Alone ? "b0-call" : "b0-calls", $"grain call that does nothing, {callers} in flight", 1e6 / stretch.PerSecond, "µs")
                {
                    Also = new() { ["bytesPerCall"] = stretch.Bytes, ["cpuMicrosecondsPerCall"] = stretch.CpuMicroseconds },
                });
            }
        }

        foreach (var database in context.Databases)
        {
            await using var silo = await CoreSilo.Start(context, database);
            var bookings = await LeafBookings.Prepare(silo, 1, Pick.Uniform(1));
            var (_, next) = await Load.Run(Many, context.WarmUp, 0, bookings.Book);
            var (stretch, _) = await Load.Run(Many, context.Stretch, next, bookings.Book);
            context.Tell($"booking on {database}, {Many} in flight: {stretch}");
            lines.Add(new Line("b0-booking", $"allocations of a booking on {database}, {Many} in flight", stretch.Bytes, "B") { Also = new() { ["cpuMicroseconds"] = stretch.CpuMicroseconds } });
        }

        return lines;
    }

    private static async Task<Line> Flush(BenchmarkContext context)
    {
        var file = Path.Combine(Path.GetTempPath(), $"flush-{Environment.ProcessId}");
        try
        {
            var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, "pg_test_fsync"), ["-s", context.Quick ? "1" : "3", "-f", file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"pg_test_fsync ended with {process.ExitCode}: {await errors}");
            var words = output.Split('\n').First(line => line.TrimStart().StartsWith("fdatasync", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new Line("b0-flush", "one 8 kB write and fdatasync", double.Parse(words[3], CultureInfo.InvariantCulture), "µs");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
