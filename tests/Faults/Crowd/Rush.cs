using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.EndToEnd;
using OutreachSilo.Faults.Running;
using OutreachSilo.Tasters;

namespace OutreachSilo.Faults.Crowd;

/// <summary>
/// People who go for the same weeks at once, each by a plan that follows from the seed: hold, confirm most, give up some. It keeps what each was told, and nothing else of what happened.
/// </summary>
internal sealed class Rush : IDisposable
{
    private const int People = 400;
    private const int WeeksEach = 3;
    private const int RepeatsAtOnce = 64;

    /// <summary>One for each: nobody waits for a connection that another has.</summary>
    private const int ConnectionsMax = People;

    /// <summary>Between two steps.</summary>
    private const int ThinkingMillisecondsMax = 300;

    private const double Confirms = 0.75;
    private const double Releases = 0.35;

    private readonly Town town;
    private readonly int seed;
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = ConnectionsMax, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<(int At, TaskCompletionSource Reached)> marks = [];
    private readonly Lock gate = new();
    private int answered;
    private long slowest;
    private Task all = Task.CompletedTask;
    private volatile TaskCompletionSource? pause;
    private volatile Patience patience = Patience.Good;

    public Rush(Town town, int seed)
    {
        (this.town, this.seed) = (town, seed);
    }

    public ConcurrentBag<Step> Steps { get; } = [];

    /// <summary>Commands that somebody was told the result of.</summary>
    public int Answered => Volatile.Read(ref answered);

    public bool IsOver => all.IsCompleted;

    /// <summary>The longest that one attempt took to be answered, with whatever.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref slowest));

    public Task Start()
    {
        return all = Task.WhenAll(Enumerable.Range(0, People).Select(person => Task.Run(() => Go(person))));
    }

    /// <summary>Completes when so many have been answered, or when there is nobody left.</summary>
    public Task Reached(int answers)
    {
        lock (gate)
        {
            if (answered >= answers) return Task.CompletedTask;
            var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            marks.Add((answers, mark));
            return Task.WhenAny(mark.Task, all);
        }
    }

    /// <summary>Nobody begins another attempt before <see cref="Resume"/>; those under way end as they will.</summary>
    public void Pause() => pause ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        var ended = pause;
        pause = null;
        ended?.SetResult();
    }

    /// <summary>From the next attempt on nobody waits for long.</summary>
    public void LosePatience() => patience = Patience.None;

    /// <summary>How long until the next one is answered.</summary>
    public async Task<TimeSpan> NextAnswer()
    {
        var watch = Stopwatch.StartNew();
        await Reached(Answered + 1);
        return watch.Elapsed;
    }

    /// <summary>Asks everything again that was answered, with the keys of then. Those whose answer was another.</summary>
    public async Task<IReadOnlyList<string>> Repeat()
    {
        var changed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Steps.Where(step => step.Answer is not null), new ParallelOptions { MaxDegreeOfParallelism = RepeatsAtOnce }, async (step, _) =>
        {
            var again = await Ask(step, () => Patience.Good);
            // What a place has come to since is not part of it: a repeat is told the newest state.
            if (again is null || again.Status != step.Answer!.Status || again.Code != step.Answer.Code || again.Place != step.Answer.Place)
                changed.Add($"person {step.Person}, {step.Key}: {step.Answer}, then {again}");
        });
        return [.. changed];
    }

    public void Dispose() => client.Dispose();

    private async Task Go(int person)
    {
        var dice = new Random(seed * 1_000 + person);
        var weeks = Town.AllWeeks.ToArray();
        dice.Shuffle(weeks);
        foreach (var week in weeks.DistinctBy(week => week.Monday).Take(WeeksEach))
        {
            var (confirms, releases) = (dice.NextDouble() < Confirms, dice.NextDouble() < Releases);
            await Task.Delay(dice.Next(ThinkingMillisecondsMax));
            var held = await Take(new Step(person, StepKind.Hold, week, null));
            if (held is not { IsDone: true, Place: { } place }) continue;
            if (confirms && await Take(new Step(person, StepKind.Confirm, week, place)) is null) continue;
            await Task.Delay(dice.Next(ThinkingMillisecondsMax));
            if (releases) await Take(new Step(person, StepKind.Release, week, place));
        }
    }

    private async Task<Answer?> Take(Step step)
    {
        Steps.Add(step);
        step.Answer = await Ask(step, () => patience);
        if (step.Answer is null) return null;
        lock (gate)
        {
            answered++;
            foreach (var (at, reached) in marks) if (at <= answered) reached.TrySetResult();
            marks.RemoveAll(mark => mark.At <= answered);
        }

        return step.Answer;
    }

    private async Task<Answer?> Ask(Step step, Func<Patience> patience)
    {
        for (var (asked, unanswered) = (0, 0); asked < Patience.AskedMax && unanswered < patience().Attempts; asked++)
        {
            if (pause is { } waiting) await waiting.Task;
            var watch = Stopwatch.StartNew();
            try
            {
                using var end = new CancellationTokenSource(patience().Attempt);
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(town.Address, step.Path));
                request.Headers.Add("Cookie", town.Tickets.Doctor(step.Person));
                request.Headers.Add("Idempotency-Key", step.Key);
                if (step.Kind == StepKind.Hold) request.Content = JsonContent.Create(new { kind = nameof(TasterKind.Foundation) });
                using var response = await client.SendAsync(request, end.Token);
                var answer = await Answer.Read(response, end.Token);
                Note(watch.Elapsed);

                // "Still being asked for, try again in a moment" is no answer yet either.
                var isLater = response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests
                    || answer.Code == RefusalCodes.PlacePending;
                if (!isLater) return answer;
            }
            catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody is there, so nothing was asked; whoever starts again needs the machine for itself.
                await Task.Delay(Patience.PauseWhileAway);
            }
            catch (Exception fault) when (fault is HttpRequestException or SocketException or OperationCanceledException or IOException or JsonException)
            {
                // No answer, or half of one: what became of it is unknown.
                unanswered++;
                if (watch.Elapsed >= Patience.Good.Attempt) Note(watch.Elapsed);
            }

            await Task.Delay(Patience.Pause);
        }

        return null;
    }

    private void Note(TimeSpan took)
    {
        for (var known = Interlocked.Read(ref slowest); took.Ticks > known && Interlocked.CompareExchange(ref slowest, took.Ticks, known) is var found && found != known; known = found)
        {
        }
    }
}
