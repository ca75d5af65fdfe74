using System.Diagnostics;
using System.Globalization;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>What another process has used so far.</summary>
internal sealed class ProcessUse(int id)
{
    private readonly Process process = Process.GetProcessById(id);

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>As the kernel counts it (Linux, <c>proc(5)</c>).</summary>
    public Resident Resident
    {
        get
        {
            var lines = File.ReadAllLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"));
            return new Resident(Of("VmRSS:"), Of("RssAnon:"));

            long Of(string name) => long.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).AsSpan(name.Length).Trim(" \tkB"), CultureInfo.InvariantCulture) << 10;
        }
    }
}

/// <summary>Bytes in memory.</summary>
/// <param name="Anonymous">Of these, what is not mapped from files: heap, stacks, compiled code.</param>
internal readonly record struct Resident(long All, long Anonymous);
