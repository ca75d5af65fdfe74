using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>What is pushed as <c>present</c>.</summary>
internal sealed record PresenceFrame(string Practice, IReadOnlyList<PresentJson> People);

/// <param name="Who">Opaque account id: a page leaves its own reader out.</param>
/// <param name="Week">Monday of the week looked at, or null for the practice's own pages.</param>
internal sealed record PresentJson(string Who, string Name, DateOnly? Week);

/// <summary>
/// The staff of one practice who have its pages open on this host, and whom the grain knows of on all hosts. Every coming and going is reported,
/// one report at a time, and all again at each heartbeat.
/// </summary>
internal sealed partial class PresenceTopic : Topic, IPresenceObserver
{
    private readonly string _practice;
    private readonly IPresenceGrain _grain;
    private readonly GrainSubscription<IPresenceObserver> _subscription;
    private readonly ILogger _log;
    private readonly Action<Topic> _changed;
    private readonly ConcurrentDictionary<string, PresentPerson> _here = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private PresenceNews? _news;
    private Frame? _frame;
    private bool _reporting;
    private bool _reportAgain;

    public PresenceTopic(string practice, IGrainFactory grains, GrainCalls calls, TimeProvider time, ILogger log, Action<Topic> changed)
    {
        (_practice, _log, _changed) = (practice, log, changed);
        _grain = grains.GetGrain<IPresenceGrain>(new PresencePlace(practice, null).ToString());
        _subscription = new GrainSubscription<IPresenceObserver>(grains, calls, this, time, log);
    }

    public void Join(Viewer viewer, PresentPerson person)
    {
        _here[viewer.Id] = person;
        Seats[viewer.Id] = new Seat(viewer, this) { Version = -1 };
        _changed(this);
        Report();
    }

    public override void Leave(Viewer viewer)
    {
        base.Leave(viewer);
        if (_here.TryRemove(viewer.Id, out _)) Report();
    }

    public Task Present(PresenceNews news)
    {
        lock (_lock)
        {
            if (_news is { } known && known.Epoch == news.Epoch && known.Version >= news.Version) return Task.CompletedTask;
            (_news, _frame) = (news, null);
        }

        _changed(this);
        return Task.CompletedTask;
    }

    public override Frame? Next(Seat seat)
    {
        lock (_lock)
        {
            if (_news is not { } news) return null;
            lock (seat.Lock)
            {
                if (seat.Epoch == news.Epoch && seat.Version == news.Version) return null;
                (seat.Epoch, seat.Version) = (news.Epoch, news.Version);
            }

            return _frame ??= new Frame(Frame.Present, Of(news));
        }
    }

    /// <summary>Tells the grain who is here. While one report is under way, the next waits and carries the newest.</summary>
    public void Report()
    {
        lock (_lock)
        {
            if (_reporting)
            {
                _reportAgain = true;
                return;
            }

            _reporting = true;
        }

        _ = ReportUntilTold();
    }

    /// <summary>Nobody is here any more, and nothing more is heard.</summary>
    public Task GiveBack() => _subscription.GiveBack(reference => _here.IsEmpty ? Task.CompletedTask : _grain.Report(reference, []));

    private async Task ReportUntilTold()
    {
        var again = true;
        while (again)
        {
            try
            {
                var here = _here.Values.Distinct().OrderBy(person => person.Name, StringComparer.Ordinal).ToImmutableArray();
                await Present(await _subscription.Renew(reference => _grain.Report(reference, here)));
            }
            catch (Exception exception)
            {
                LogNotReported(exception, _practice);
            }

            lock (_lock)
            {
                (again, _reportAgain) = (_reportAgain, false);
                _reporting = again;
            }
        }
    }

    private static RawJson Of(PresenceNews news) => new(JsonSerializer.SerializeToUtf8Bytes(
        new PresenceFrame(news.Practice, [.. news.People.Select(person => new PresentJson(person.Account, person.Name, person.Monday))]), PresenceJson.Default.PresenceFrame));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is at practice {Practice} could not be reported; the next heartbeat tries again")]
    private partial void LogNotReported(Exception exception, string practice);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PresenceFrame))]
internal sealed partial class PresenceJson : JsonSerializerContext;
