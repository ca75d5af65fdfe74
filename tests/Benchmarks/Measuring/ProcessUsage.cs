namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>What another process uses.</summary>
internal sealed class ProcessUsage(int id)
{
    private readonly Process process = Process.GetProcessById(id);

    /// <summary>Processor time since it started.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB (Linux, <c>proc(5)</c>).</summary>
    public double ResidentMegabytes => Megabytes("VmRSS:");

    /// <summary>Of these, what is not mapped from files: heap, stacks, compiled code.</summary>
    public double AnonymousMegabytes => Megabytes("RssAnon:");

    private double Megabytes(string name)
    {
        var lines = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"));
        var line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1024.0;
    }
}
