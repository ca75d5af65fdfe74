using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace OutreachSilo.EndToEnd;

/// <summary>
/// Many people over HTTP. Whoever gets no answer, or 503, waits until the service is there again and repeats the same request with the
/// same key, as a good client does.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private const int AttemptsMax = 50;

    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private int answers;
    private volatile Task there = Task.CompletedTask;

    /// <summary>Address of the service; may change between two starts.</summary>
    public Uri Address { get; set; } = null!;

    /// <summary>Everything that was acknowledged as held or confirmed, by place.</summary>
    public ConcurrentDictionary<Guid, string> Acknowledged { get; } = [];

    public int Answers => Volatile.Read(ref answers);

    /// <summary>Completes at the given number of answers.</summary>
    public TaskCompletionSource Halfway { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int HalfwayAt { get; init; } = int.MaxValue;

    /// <summary>From now on whoever is not answered waits for this.</summary>
    public void WaitFor(Task back) => there = back;

    public async Task<Answer> Send(HttpMethod method, string path, string cookie, string? key, object? body = null)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var back = there;
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(Address, path));
                request.Headers.Add("Cookie", cookie);
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                if (body is not null) request.Content = JsonContent.Create(body);
                using var response = await client.SendAsync(request);
                if (response.StatusCode is not HttpStatusCode.ServiceUnavailable) return Note(await Answer.Read(response));

                // As HTTP asks of every client: a service that is busy is left alone for as long as it says.
                if (response.Headers.RetryAfter?.Delta is { } wait) await Task.Delay(wait);
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
            {
                // no answer: unknown, so ask again
            }

            await (back.IsCompleted ? there : back);
        }

        throw new TimeoutException($"{method} {path} was not answered in {AttemptsMax} attempts.");
    }

    public void Dispose() => client.Dispose();

    private Answer Note(Answer answer)
    {
        if (answer is { Place: { } place, State: "held" or "confirmed" or "Held" or "Confirmed" }) Acknowledged[place] = answer.State;
        if (Interlocked.Increment(ref answers) == HalfwayAt) Halfway.TrySetResult();
        return answer;
    }
}
