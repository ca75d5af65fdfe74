using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Storage;
using OutreachSilo.Telemetry;

namespace OutreachSilo.Notices;

/// <summary>
/// Reads the journal as it grows and puts into the outbox what somebody is to be told. It may read a row again, after a crash or beside another process;
/// the mails' keys see to it that nobody is told twice. Nothing waits for it.
/// </summary>
internal sealed partial class NoticeFollower(
    JournalFeed feed, NoticeReader reader, IServiceScopeFactory scopes, FollowerMeter meter, TimeProvider time, ILogger<NoticeFollower> log)
    : BackgroundService
{
    /// <summary>As the schema's script entered it.</summary>
    public const string Name = "notices";

    public const int RowsMost = 500;

    /// <summary>A process that finds another at work looks again after this time.</summary>
    public static readonly TimeSpan StandsAsideFor = TimeSpan.FromSeconds(30);

    /// <summary>Nobody is told of what happened longer ago. Shorter than mails are kept, so that a row read again finds its mail's key.</summary>
    public static readonly TimeSpan LateMost = TimeSpan.FromDays(3);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RemembersEvery = TimeSpan.FromSeconds(10);

    private JournalPlace? _remembered;
    private JournalPlace _place;
    private DateTimeOffset _rememberedAt;

    /// <summary>Deals with what can be read now; the time until it should be asked again.</summary>
    public async Task<TimeSpan> Step(CancellationToken cancellationToken)
    {
        var begun = time.GetUtcNow();
        if (_remembered is null) _place = (_remembered = await feed.PlaceOf(Name, cancellationToken)).Value;
        var stretch = await feed.Read(_place, reader.Kinds, RowsMost, cancellationToken);
        foreach (var followed in stretch.Rows) await Tell(followed.Row, cancellationToken);
        _place = stretch.Next;

        var isDue = stretch.Rows.Count > 0 || time.GetUtcNow() - _rememberedAt >= RemembersEvery;
        if (isDue && _remembered != _place && !await Remember(cancellationToken))
        {
            meter.StoodAside();
            return StandsAsideFor;
        }

        if (!stretch.MayHaveMore) meter.FollowedUpTo(begun);
        else if (stretch.Rows is [.., var last]) meter.FollowedUpTo(last.Row.Entry.At);
        return stretch.MayHaveMore ? TimeSpan.Zero : Every;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true) await Task.Delay(await TryStep(stoppingToken), time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<TimeSpan> TryStep(CancellationToken cancellationToken)
    {
        try
        {
            return await Step(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _remembered = null;
            LogFailed(fault);
            return Every;
        }
    }

    /// <summary>False when another process follows too: it has moved the place meanwhile.</summary>
    private async Task<bool> Remember(CancellationToken cancellationToken)
    {
        var from = _remembered!.Value;
        _remembered = null;
        if (!await feed.Move(Name, from, _place, cancellationToken)) return false;
        (_remembered, _rememberedAt) = (_place, time.GetUtcNow());
        return true;
    }

    private async Task Tell(JournalRow row, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - row.Entry.At > LateMost) return;
        try
        {
            var notices = await reader.Of(row, cancellationToken);
            if (notices.Count == 0) return;
            await using var scope = scopes.CreateAsyncScope();
            var (mails, outbox) = (scope.ServiceProvider.GetRequiredService<NoticeMails>(), scope.ServiceProvider.GetRequiredService<IMailOutbox>());
            foreach (var notice in notices)
                foreach (var mail in await mails.Of(notice, cancellationToken))
                    await outbox.Queue(mail, cancellationToken);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidDataException or KeyNotFoundException)
        {
            // It would be as wrong the next time, and nobody behind it would ever be told anything.
            LogPassedOver(wrong, row.Grain, row.Entry.Version);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices could not be taken from the journal; it will be tried again.")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody was told of version {Version} of {Grain}.")]
    private partial void LogPassedOver(Exception wrong, string grain, long version);
}
