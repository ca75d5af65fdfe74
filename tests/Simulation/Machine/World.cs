namespace OutreachSilo.Machine;

/// <summary>
/// One thread, one clock and one pair of dice for everything that runs. A step is one task of one process, drawn by the dice among all that are
/// ready; time moves when nothing is, and now and then although something is. Nothing here may run elsewhere: what tries is noted as a leak.
/// </summary>
internal sealed class World(int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>No step takes longer: while anything is ready, the clock does not leap further.</summary>
    private static readonly TimeSpan LeapAtMost = TimeSpan.FromSeconds(1);

    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly List<Process> processes = [];
    private readonly PriorityQueue<Alarm, (DateTimeOffset Due, long Order)> alarms = new();
    private long order;
    private int born;

    public Dice Dice { get; } = new(seed);

    public Trace Trace { get; } = new();

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>The process whose step runs.</summary>
    public Process? Current { get; private set; }

    /// <summary>Work that came from another thread, and so from outside the dice. None is right.</summary>
    public List<string> Leaks { get; } = [];

    public Process NewProcess(string name)
    {
        var process = new Process(this, born++, name);
        processes.Add(process);
        return process;
    }

    /// <summary>Makes steps until the condition holds; false when it does not by then, or when nothing is left to do.</summary>
    public bool RunUntil(Func<bool> done, DateTimeOffset latest)
    {
        while (!done())
        {
            if (Now > latest || !Step()) return false;
        }

        return true;
    }

    /// <summary>Makes every step there is up to an instant.</summary>
    public void RunFor(TimeSpan time)
    {
        var end = Now + time;
        while (alarms.Count > 0 || processes.Exists(process => process.HasWork))
        {
            if (!processes.Exists(process => process.HasWork) && NextDue() > end) break;
            Step();
        }

        Now = Now > end ? Now : end;
    }

    public void Note(string text) => Trace.Write(Now, Current?.Name ?? "world", text);

    internal void Guard(string process)
    {
        if (Environment.CurrentManagedThreadId == thread) return;
        lock (Leaks) Leaks.Add($"Work for {process} came from another thread: {Environment.StackTrace}");
    }

    internal void Set(Alarm alarm)
    {
        Guard(alarm.Process.Name);
        alarms.Enqueue(alarm, (alarm.Due, order++));
    }

    private bool Step()
    {
        var ready = 0;
        foreach (var process in processes) ready += process.Ready;
        if (ready == 0 || (NextDue() - Now < LeapAtMost && Dice.OneIn(64))) ready += Ring();
        if (ready == 0) return alarms.Count > 0;
        var drawn = Dice.Below(ready);
        foreach (var process in processes)
        {
            if (drawn < process.Ready)
            {
                Run(process, drawn);
                break;
            }

            drawn -= process.Ready;
        }

        return true;
    }

    private void Run(Process process, int drawn)
    {
        Trace.Step(process.Number, Now);
        Current = process;
        process.Run(drawn);
        Current = null;
    }

    /// <summary>When the next alarm is that anybody waits for.</summary>
    private DateTimeOffset NextDue()
    {
        while (alarms.TryPeek(out var next, out _))
        {
            if (!next.IsCancelled && !next.Process.IsDead) return next.Due;
            alarms.Dequeue();
        }

        return DateTimeOffset.MaxValue;
    }

    /// <summary>Moves the clock to the next alarm, and readies what is due then.</summary>
    private int Ring()
    {
        var rung = 0;
        if (NextDue() is var due && due > Now && alarms.Count > 0) Now = due;
        while (NextDue() <= Now)
        {
            var next = alarms.Dequeue();
            if (next.Process.Take(next)) rung++;
        }

        processes.RemoveAll(process => process.IsDead);
        return rung;
    }
}
