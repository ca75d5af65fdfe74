namespace OutreachSilo.Machine;

/// <summary>
/// What one operating system process is to the simulation: work that is ready, alarms, a clock, and an end. After <see cref="Kill"/> nothing of it
/// ever runs again, not even a continuation of what it had begun; while it is paused time goes on without it.
/// </summary>
internal sealed class Process
{
    private readonly List<Task> ready = [];
    private readonly List<Alarm> late = [];

    public Process(World world, int number, string name)
    {
        (World, Number, Name) = (world, number, name);
        Scheduler = new(this);
        Clock = new(this);
    }

    public World World { get; }

    public int Number { get; }

    public string Name { get; }

    public ProcessScheduler Scheduler { get; }

    public ProcessClock Clock { get; }

    public bool IsDead { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>How many steps could be made now.</summary>
    public int Ready => IsPaused ? 0 : ready.Count;

    public bool HasWork => Ready > 0;

    /// <summary>
    /// Starts an asynchronous activity; all of it runs as steps of this process, its end too: to unwrap the answer of a call would end in the
    /// pool, whenever that comes to it.
    /// </summary>
    public Task Start(Func<Task> activity) =>
        Task.Factory.StartNew(async () => await activity(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler).Unwrap();

    public Alarm After(TimeSpan delay, Action action)
    {
        var alarm = new Alarm(this, World.Now + delay, action);
        World.Set(alarm);
        return alarm;
    }

    public Task Delay(TimeSpan delay) => Task.Delay(delay, Clock);

    public void Kill()
    {
        IsDead = true;
        ready.Clear();
        late.Clear();
    }

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        foreach (var alarm in late) Begin(alarm);
        late.Clear();
    }

    internal void Add(Task task)
    {
        // A dead process may still be finalised, and that is no work.
        if (IsDead) return;
        World.Guard(Name);
        ready.Add(task);
    }

    internal void Run(int drawn)
    {
        var task = ready[drawn];
        ready.RemoveAt(drawn);
        Scheduler.Run(task);
    }

    /// <summary>Readies what is due; false while paused.</summary>
    internal bool Take(Alarm alarm)
    {
        if (IsPaused) late.Add(alarm);
        else Begin(alarm);
        return !IsPaused;
    }

    private void Begin(Alarm alarm)
    {
        if (!alarm.IsCancelled) new Task(alarm.Action, TaskCreationOptions.DenyChildAttach).Start(Scheduler);
    }
}
