using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>
/// Soon after the start, and when another process has fallen silent: makes anew the summaries that a process still owed when it was killed, and tells the
/// boards. Nothing waits for it: what is asked of a grain is answered from its journal.
/// </summary>
internal sealed partial class SummaryCatchUp(
    IJournalScan scan, IJournal journal, ISummaryStore store, ILiveFeed feed, TimeProvider time, ILogger<SummaryCatchUp> log) : BackgroundService
{
    /// <summary>Few enough that a grain which wakes meanwhile hardly waits behind them.</summary>
    private const int AtOnce = 32;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>A process that runs says every few seconds up to when it owes nothing: about a minute ago.</summary>
    private static readonly TimeSpan SilentFor = TimeSpan.FromMinutes(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Run(stoppingToken);
        await Watch(stoppingToken);
    }

    /// <summary>Returns when nothing is behind, on the caller's scheduler throughout.</summary>
    internal async Task Run(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryBringUp(stoppingToken)) await Task.Delay(AskAgainAfter, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Of several processes that see one fall silent each makes up what it owed; the rows are the same.</summary>
    private async Task Watch(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LookEvery, time, stoppingToken);
                await TryForOthers(time.GetUtcNow() - SilentFor, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryForOthers(DateTimeOffset silentSince, CancellationToken cancellationToken)
    {
        try
        {
            if (!await scan.HasAbandoned(silentSince, cancellationToken)) return;
            await BringUp(cancellationToken);
            await store.Forget(silentSince, cancellationToken);
        }
        catch (Exception fault) when (fault is IFault)
        {
            LogFailed(fault);
        }
    }

    private async Task<bool> TryBringUp(CancellationToken cancellationToken)
    {
        try
        {
            await BringUp(cancellationToken);
            store.CaughtUp();
            return true;
        }
        catch (Exception fault) when (fault is IFault)
        {
            LogFailed(fault);
            return false;
        }
    }

    private async Task BringUp(CancellationToken cancellationToken)
    {
        var behind = await scan.Behind(cancellationToken);
        foreach (var some in behind.Chunk(AtOnce)) await store.Put([.. await Task.WhenAll(some.Select(grain => RowOf(grain, cancellationToken)))], cancellationToken);
        if (behind.Count > 0) LogDone(behind.Count);
    }

    private async Task<SummaryRow> RowOf(string grain, CancellationToken cancellationToken)
    {
        if (grain.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal)) return await Make<PersonState>();
        if (grain.StartsWith(GrainKeys.PracticePrefix, StringComparison.Ordinal)) return await Make<PracticeState>();
        if (grain.StartsWith(GrainKeys.SchemePrefix, StringComparison.Ordinal)) return await Make<SchemeState>();
        if (grain.StartsWith(GrainKeys.MentorPrefix, StringComparison.Ordinal)) return await Make<MentorState>();
        if (grain.StartsWith(GrainKeys.MenteePrefix, StringComparison.Ordinal)) return await Make<MenteeState>();
        if (grain.StartsWith(GrainKeys.MentorshipPrefix, StringComparison.Ordinal)) return await Make<MentorshipState>();
        if (!grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal)) throw new InvalidDataException($"Nobody knows what '{grain}' is.");
        var (week, version) = await JournalFold.Read<TasterWeekState>(journal, grain, cancellationToken);
        feed.WeekChanged(grain, version, week);
        return week.ToSummary(grain, version);

        async Task<SummaryRow> Make<TState>()
            where TState : class, IJournaledState<TState>
        {
            var (state, read) = await JournalFold.Read<TState>(journal, grain, cancellationToken);
            return state.ToSummary(grain, read);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Grains} summaries were behind and have been brought up.")]
    private partial void LogDone(int grains);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Summaries could not be brought up yet; trying again.")]
    private partial void LogFailed(Exception fault);
}
