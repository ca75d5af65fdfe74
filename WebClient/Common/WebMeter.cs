using System.Diagnostics.Metrics;

namespace OutreachSilo.Common;

/// <summary>Figures of the HTTP front end, the hub and the outbox, meter <c>OutreachSilo.WebClient</c>.</summary>
internal static class WebMeter
{
    private static readonly Meter Meter = new("OutreachSilo.WebClient");

    private static readonly Counter<long> Frames = Meter.CreateCounter<long>("outreach.live.frames", "{frame}", "Frames sent to viewers.");

    private static readonly Counter<long> Unavailable =
        Meter.CreateCounter<long>("outreach.http.unavailable", "{response}", "Requests answered with status 503, by fault code.");

    private static int viewers;
    private static Backlog? backlog;

    static WebMeter()
    {
        Meter.CreateObservableUpDownCounter(
            "outreach.live.viewers", static () => Volatile.Read(ref viewers), "{connection}", "Open connections to the hub.");
        EmailsWaiting = Meter.CreateObservableGauge(
            "outreach.email.waiting", static () => Measure(it => (long)it.Waiting), "{email}", "Emails that are not sent yet.");
        Meter.CreateObservableGauge(
            "outreach.email.oldest.age",
            static () => Measure(it => it.OldestAge.TotalSeconds),
            "s",
            "Age of the oldest email that is not sent yet.");
    }

    /// <summary>Whether anybody reads the outbox's figures.</summary>
    public static ObservableGauge<long> EmailsWaiting { get; }

    public static void Connected() => Interlocked.Increment(ref viewers);

    public static void Disconnected() => Interlocked.Decrement(ref viewers);

    public static void FrameSent() => Frames.Add(1);

    /// <param name="code">One of <see cref="FaultCodes"/>.</param>
    public static void AnsweredUnavailable(string code) => Unavailable.Add(1, KeyValuePair.Create("error.type", (object?)code));

    public static void OutboxRead(int waiting, TimeSpan oldestAge) => Volatile.Write(ref backlog, new Backlog(waiting, oldestAge));

    private static IEnumerable<Measurement<T>> Measure<T>(Func<Backlog, T> figure)
        where T : struct =>
        Volatile.Read(ref backlog) is { } known ? [new Measurement<T>(figure(known))] : [];

    private sealed record Backlog(int Waiting, TimeSpan OldestAge);
}
