using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;
using OutreachSilo.Hosting;

namespace OutreachSilo.Observers;

internal interface INewsObserver : IGrainObserver
{
    void Hear(string news);

    Task<string> Ask(string question);
}

internal interface INewsGrain : IGrainWithStringKey
{
    Task Subscribe(INewsObserver observer);

    Task Unsubscribe(INewsObserver observer);

    Task Publish(string news);

    Task<string> AskOne(INewsObserver observer, string question);

    Task<int> Subscribers();
}

internal sealed class NewsGrain : Grain, INewsGrain
{
    private readonly ObserverManager<INewsObserver> observers;

    public NewsGrain(TimeProvider clock) =>
        observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance) { GetDateTime = () => clock.GetUtcNow().UtcDateTime };

    public Task Subscribe(INewsObserver observer)
    {
        observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(INewsObserver observer)
    {
        observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task Publish(string news)
    {
        observers.Notify(observer => observer.Hear(news));
        return Task.CompletedTask;
    }

    public Task<string> AskOne(INewsObserver observer, string question) => observer.Ask(question);

    public Task<int> Subscribers() => Task.FromResult(observers.Count);
}

internal sealed class NewsReader(Signals signals) : INewsObserver
{
    private int inside;

    public string Name { get; init; } = "";

    public bool Fails { get; init; }

    public int MostAtOnce { get; private set; }

    public void Hear(string news)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref inside));
        Interlocked.Decrement(ref inside);
        if (Fails) throw new InvalidOperationException("Ears closed.");
        signals.Note($"{Name}heard {news}");
    }

    public Task<string> Ask(string question) => Task.FromResult($"yes, {question}");
}
