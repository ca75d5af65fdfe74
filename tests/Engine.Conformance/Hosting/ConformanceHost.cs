using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace OutreachSilo.Hosting;

/// <summary>A silo for one test, set up through the public API only, on a clock of the test's own.</summary>
internal sealed partial class ConformanceHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost host;
    private bool isStopped;

    private ConformanceHost(IHost host, ManualClock clock)
    {
        this.host = host;
        Clock = clock;
    }

    public ManualClock Clock { get; }

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => host.Services;

    public Signals Signals => host.Services.GetRequiredService<Signals>();

    public static async Task<ConformanceHost> StartAsync(Action<ISiloBuilder>? configure = null, ManualClock? clock = null)
    {
        clock ??= new ManualClock();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.AddSingleton<Signals>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            PrepareEngine(silo);
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            configure?.Invoke(silo);
        });
        var built = builder.Build();
        await built.StartAsync();
        return new(built, clock);
    }

    public TGrain Get<TGrain>(string key) where TGrain : IGrainWithStringKey => Grains.GetGrain<TGrain>(key);

    /// <summary>Moves the clock by steps until the task is done; a task that never is fails the test instead of hanging it.</summary>
    public async Task AdvanceUntil(Task task, TimeSpan step)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!task.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            Clock.Advance(step);
            var settled = Task.CompletedTask;
            Settle(ref settled);
            await settled;
            await Task.Yield();
        }
    }

    /// <summary>For tests that wait until an activation is collected for idleness: wherever that does not follow the test's clock, it comes soon.</summary>
    public static Task<ConformanceHost> StartWithQuickIdlenessAsync(Action<ISiloBuilder>? configure = null) => StartAsync(silo =>
    {
        configure?.Invoke(silo);
        QuickenIdleness(silo);
    });

    /// <summary>Until the engine itself holds a request with this time to answer, made before, to be expired.</summary>
    public Task Outlive(TimeSpan timeToAnswer)
    {
        var expired = Task.CompletedTask;
        Expire(timeToAnswer, ref expired);
        return expired;
    }

    partial void Expire(TimeSpan timeToAnswer, ref Task expired);

    static partial void QuickenIdleness(ISiloBuilder silo);

    static partial void PrepareEngine(ISiloBuilder silo);

    partial void Settle(ref Task settled);

    partial void LetTimePassUntil(Task stopped);

    public async Task StopAsync(CancellationToken token = default)
    {
        isStopped = true;
        var stopping = host.StopAsync(token);
        LetTimePassUntil(stopping);
        await stopping;
    }

    public async ValueTask DisposeAsync()
    {
        Signals.ReleaseAll();
        if (!isStopped) await StopAsync();
        host.Dispose();
    }
}
