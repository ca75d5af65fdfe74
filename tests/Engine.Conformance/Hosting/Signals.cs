using System.Collections.Concurrent;

namespace OutreachSilo.Hosting;

/// <summary>Gates and notes by name, shared by a test and the grains of its silo: how a test waits without sleeping.</summary>
internal sealed class Signals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = [];
    private readonly ConcurrentQueue<string> notes = [];
    private readonly Lock gate = new();
    private readonly List<Waiter> waiters = [];

    /// <summary>What was noted so far, in order.</summary>
    public IReadOnlyList<string> Notes => [.. notes];

    /// <summary>A task that ends when the gate is opened.</summary>
    public Task Gate(string name) => Of(name).Task;

    public void Open(string name) => Of(name).TrySetResult();

    public void ReleaseAll()
    {
        foreach (var name in gates.Keys) Open(name);
    }

    public void Note(string note)
    {
        lock (gate)
        {
            notes.Enqueue(note);
            foreach (var waiter in waiters) waiter.See(note);
        }
    }

    /// <summary>Ends when the note was made so often.</summary>
    public Task Noted(string note, int times = 1) => Noted(each => each == note, times);

    public Task Noted(Func<string, bool> wanted, int times = 1)
    {
        lock (gate)
        {
            var waiter = new Waiter(wanted, times);
            foreach (var note in notes) waiter.See(note);
            waiters.Add(waiter);
            return waiter.Done.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private TaskCompletionSource Of(string name) => gates.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Waiter(Func<string, bool> wanted, int times)
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int left = times;

        public Task Done => done.Task;

        public void See(string note)
        {
            if (wanted(note) && --left <= 0) done.TrySetResult();
        }
    }
}
