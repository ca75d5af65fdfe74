using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Machine;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Storage;

/// <summary>One node's way to the database. Every question and every answer is under way for some time, and may be lost with the node.</summary>
internal sealed class NodeJournal : IJournal, IJournalScan, IBoardStore, IMentoringStore, ITexts
{
    private readonly Process process;
    private readonly Database database;
    private readonly Func<Weather> weather;
    private readonly GroupCommit commit;

    public NodeJournal(Process process, Database database, Func<Weather> weather)
    {
        (this.process, this.database, this.weather) = (process, database, weather);
        commit = new(process, database, weather);
    }

    public Task<ImmutableArray<JournalEntry>> Read(
        string grain, long afterVersion, CancellationToken cancellationToken, int take = int.MaxValue) =>
        Ask(() => database.Of(grain).Where(entry => entry.Version > afterVersion).Take(take).ToImmutableArray());

    public IJournalSession Open(string grain) => new Session(grain, commit);

    public Task<long> LastVersion(string grain, CancellationToken cancellationToken) => ((IJournalScan)database).LastVersion(grain, cancellationToken);

    public Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken) => Ask(() => database.Due(by, take));

    public Task<ImmutableArray<SummaryOfWeek>> Weeks(string region, DateOnly from, CancellationToken cancellationToken) =>
        Ask(() => database.Summaries(row => row.Kind == "week" && row.Region == region && row.StartsOn >= from)
            .Select(row => new SummaryOfWeek(WeekId.Parse(row.Grain), row.Version, row.Body)).ToImmutableArray());

    public Task<ImmutableArray<MentoringRow>> Summaries(string kind, string? scheme, string? person, CancellationToken cancellationToken) =>
        Ask(() => database
            .Summaries(row => row.Kind == kind && (scheme is null || row.Region == scheme) && (person is null || row.Search.Contains(person, StringComparison.Ordinal)))
            .OrderBy(row => row.Grain, StringComparer.Ordinal).Select(row => new MentoringRow(row.Region, row.Body)).ToImmutableArray());

    public IAsyncEnumerable<JournalRow> ByGrain(CancellationToken cancellationToken) => ((IJournalScan)database).ByGrain(cancellationToken);

    public IAsyncEnumerable<SummaryRow> Summaries(string? kind, CancellationToken cancellationToken) => ((IJournalScan)database).Summaries(kind, cancellationToken);

    public Task<string?> Read(TextRef text, CancellationToken cancellationToken) =>
        Ask(() => database.Log.SelectMany(row => row.Entry.Texts).FirstOrDefault(written => written.Id == text.Id)?.Text);

    public Task<int> Erase(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A question to the database, which is under way for some time and may fail.</summary>
    public Task<T> Ask<T>(Func<T> query)
    {
        var (dice, now) = (process.World.Dice, weather());
        var answer = new TaskCompletionSource<T>();
        database.Process.After(now.Delay(dice), () =>
        {
            var fails = database.IsDown || dice.OneIn(now.FailedRead);
            var rows = fails ? default : query();
            process.After(now.Delay(dice), () =>
            {
                if (fails) answer.SetException(new JournalUnavailableException("The database cannot be read."));
                else answer.SetResult(rows!);
            });
        });
        return answer.Task;
    }

    private sealed class Session(string grain, GroupCommit commit) : IJournalSession
    {
        public string Grain => grain;

        public bool IsPoisoned => Failure is not null;

        public JournalException? Failure { get; set; }

        public Task Append(IReadOnlyList<JournalEntry> entries, ISummarySource? summary) => commit.Append(this, entries, summary);
    }

    /// <summary>The node's writer: takes all that is queued, stores it in one go and answers; meanwhile the next batch forms.</summary>
    private sealed class GroupCommit(Process process, Database database, Func<Weather> weather)
    {
        private List<Pending> queued = [];
        private bool isFlushing;

        private Dice Dice => process.World.Dice;

        public Task Append(Session session, IReadOnlyList<JournalEntry> entries, ISummarySource? summary)
        {
            if (session.Failure is { } earlier) return Task.FromException(Follow(session, earlier));
            if (Dice.OneIn(weather().BusyAppend)) throw new JournalBusyException("The queue is full.");
            var pending = new Pending(session, entries, summary);
            queued.Add(pending);
            if (!isFlushing) Flush();
            return pending.Stored.Task;
        }

        private void Flush()
        {
            isFlushing = true;
            process.After(weather().IsSlow ? weather().Delay(Dice) : TimeSpan.Zero, () =>
            {
                var batch = queued;
                queued = [];
                database.Process.After(weather().Delay(Dice), () => Commit(batch));
            });
        }

        private void Commit(List<Pending> batch)
        {
            var now = weather();
            foreach (var pending in batch) pending.Failure = pending.Session.Failure is { } earlier ? Follow(pending.Session, earlier) : null;
            if (database.IsDown || Dice.OneIn(now.FailedFlush)) Fail(batch, new JournalUnavailableException("The database did not take it."));
            foreach (var session in batch.FindAll(pending => pending.Failure is null).GroupBy(pending => pending.Session)) Store(session);
            if (Dice.OneIn(now.LostFlushAnswer)) Fail(batch, new JournalOutcomeUnknownException("The answer to the commit was lost."));
            process.After(now.Delay(Dice), () => Answer(batch));
        }

        private void Store(IGrouping<Session, Pending> appends)
        {
            var entries = appends.SelectMany(append => append.Entries).ToList();
            if (database.Store(appends.Key.Grain, entries))
            {
                if (appends.LastOrDefault(append => append.Summary is not null) is { } newest)
                    database.Put(newest.Summary!.ToSummary(appends.Key.Grain, newest.Entries[^1].Version));
                return;
            }

            process.World.Note($"fenced {process.Name}'s {appends.Key.Grain} at {entries[0].Version}");
            foreach (var append in appends) append.Failure = new JournalFencedException($"{append.Session.Grain} was changed elsewhere.");
        }

        private static void Fail(List<Pending> batch, JournalException failure)
        {
            foreach (var pending in batch) pending.Failure ??= failure;
        }

        private void Answer(List<Pending> batch)
        {
            foreach (var pending in batch) pending.Session.Failure ??= pending.Failure;
            foreach (var pending in batch)
            {
                if (pending.Failure is null) pending.Stored.SetResult();
                else pending.Stored.SetException(pending.Failure);
            }

            isFlushing = false;
            if (queued.Count > 0) Flush();
        }

        private static JournalException Follow(Session session, JournalException earlier) => earlier is JournalFencedException
            ? new JournalFencedException($"{session.Grain} was changed elsewhere; this activation has ended.", earlier)
            : new JournalUnavailableException($"An earlier append of {session.Grain} failed; nothing after it is stored.", earlier);
    }

    private sealed class Pending(Session session, IReadOnlyList<JournalEntry> entries, ISummarySource? summary)
    {
        public Session Session => session;

        public IReadOnlyList<JournalEntry> Entries => entries;

        public ISummarySource? Summary => summary;

        public TaskCompletionSource Stored { get; } = new();

        public JournalException? Failure { get; set; }
    }
}
