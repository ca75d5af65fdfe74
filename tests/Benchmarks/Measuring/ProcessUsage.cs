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

    /// <summary>Resident memory in MB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }
}
