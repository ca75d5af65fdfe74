using System.Collections.Concurrent;
using Orleans.Concurrency;

namespace OutreachSilo.HostRules;

public interface IProbe : IGrainWithStringKey
{
    Task<string> Write(string name);

    [ReadOnly]
    Task<string> Read(string name);

    [AlwaysInterleave]
    Task<string> Pass(string name);

    [OneWay]
    Task Tell(string name);

    Task Fail();

    Task<string> End(string name);

    /// <summary>Registers a timer whose first tick fails.</summary>
    [AlwaysInterleave]
    Task Tick(string name, bool interleave);
}

public interface ICalmProbe : IProbe;

public interface IReentrantProbe : IProbe;

public interface IRestlessProbe : IProbe;

public interface IBrokenProbe : IProbe;

public interface IStuckProbe : IProbe;

/// <summary>What happened to the grains of one test, and the gates at which their calls wait.</summary>
internal sealed class Diary
{
    private static readonly ConcurrentDictionary<string, Diary> All = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Lines { get; } = new();

    public static Diary Of(string grain) => All.GetOrAdd(grain, static _ => new());

    /// <summary>Closes the gate for a call of this name; without, the call does not wait.</summary>
    public void Close(string name) => gates[name] = new();

    public void Open(string name) => gates[name].SetResult();

    public Task Begun(string name) => begun.GetOrAdd(name, static _ => new()).Task;

    /// <summary>A call without a name leaves no line.</summary>
    public async Task Visit(string name)
    {
        if (name.Length == 0) return;
        Lines.Enqueue($"{name} begins");
        begun.GetOrAdd(name, static _ => new()).TrySetResult();
        if (gates.TryGetValue(name, out var gate)) await gate.Task;
        Lines.Enqueue($"{name} ends");
    }
}

internal abstract class AnyProbe : Grain
{
    protected Diary Diary => Diary.Of(this.GetPrimaryKeyString());

    public Task<string> Write(string name) => Visit(name);

    public Task<string> Read(string name) => Visit(name);

    public Task<string> Pass(string name) => Visit(name);

    public Task Tell(string name) => Visit(name);

    public Task Fail() => throw new FormatException("as told");

    public Task<string> End(string name)
    {
        DeactivateOnIdle();
        return Visit(name);
    }

    public Task Tick(string name, bool interleave)
    {
        var (ticks, soon) = (0, TimeSpan.FromMilliseconds(1));
        this.RegisterGrainTimer(Tick, new() { DueTime = soon, Period = soon, Interleave = interleave });
        return Task.CompletedTask;

        Task Tick() => ticks++ == 0 ? throw new FormatException("the first tick") : Visit(name);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Visit("activation");

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        await Visit("deactivation");

    private async Task<string> Visit(string name)
    {
        await Diary.Visit(name);
        return name;
    }
}

internal sealed class CalmProbe : AnyProbe, ICalmProbe;

[Reentrant]
internal sealed class ReentrantProbe : AnyProbe, IReentrantProbe;

/// <summary>Its first activation asks to be deactivated before it is active.</summary>
internal sealed class RestlessProbe : AnyProbe, IRestlessProbe
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Diary.Lines.IsEmpty) DeactivateOnIdle();
        await base.OnActivateAsync(cancellationToken);
    }
}

internal sealed class BrokenProbe : AnyProbe, IBrokenProbe
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => throw new TimeoutException("broken");
}

/// <summary>Its deactivation never ends by itself.</summary>
internal sealed class StuckProbe : AnyProbe, IStuckProbe
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        new TaskCompletionSource().Task;
}
