using System.Diagnostics;

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

    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }
}
