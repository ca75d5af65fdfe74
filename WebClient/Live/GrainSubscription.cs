using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>
/// This host's place at a grain that tells observers: taken with the first question, renewed with each further one, and given back once. A
/// grain forgets by itself whoever no longer renews, so giving back only spares it the wait.
/// </summary>
internal sealed partial class GrainSubscription<TObserver>(IGrainFactory grains, GrainCalls calls, TObserver observer, TimeProvider time, ILogger log)
    where TObserver : class, IGrainObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private TObserver? _reference;

    /// <summary>Asks the grain for something and brings the observer along.</summary>
    /// <exception cref="Exception">A fault, as of <see cref="GrainCalls.Ask"/>.</exception>
    public Task<T> Renew<T>(Func<TObserver, Task<T>> ask) => calls.Ask((ask, Reference), static call => call.ask(call.Reference));

    /// <summary>Nothing when there is none to give back: a host may be stopped twice. A grain that does not answer soon is not waited for.</summary>
    public async Task GiveBack(Func<TObserver, Task> tell)
    {
        if (Interlocked.Exchange(ref _reference, null) is not { } reference) return;
        try
        {
            await tell(reference).WaitAsync(Patience, time);
        }
        catch (Exception exception)
        {
            LogNotGivenBack(exception, typeof(TObserver).Name);
        }

        grains.DeleteObjectReference<TObserver>(reference);
    }

    private TObserver Reference
    {
        get
        {
            if (Volatile.Read(ref _reference) is { } reference) return reference;
            var made = grains.CreateObjectReference<TObserver>(observer);
            if (Interlocked.CompareExchange(ref _reference, made, null) is not { } first) return made;
            grains.DeleteObjectReference<TObserver>(made);
            return first;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A subscription of {Observer} could not be given back; the grain forgets it by itself")]
    private partial void LogNotGivenBack(Exception exception, string observer);
}
