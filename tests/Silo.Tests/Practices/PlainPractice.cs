using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>A practice by the real rules over the real journal, without a grain engine: one call at a time.</summary>
internal sealed class PlainPractice(string odsCode, IJournal journal, TimeProvider clock) : IPracticeGrain
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string key = GrainKeys.Practice(odsCode);
    private PracticeState? state;
    private long version;

    public async Task<Outcome<PracticeChanged>> Register(RegisterPractice command)
    {
        var change = PracticeChange.Unchanged;
        return await Do(command.Id, command.Actor, practice =>
        {
            (var decision, change) = PracticeRules.Register(practice, command);
            return decision;
        }, () => change);
    }

    public Task<Outcome<PracticeChanged>> Close(ClosePractice command) => Do(command.Id, command.Actor, practice => PracticeRules.Close(practice, command), null, PracticeChange.Closed);

    public Task<Outcome<PracticeChanged>> JoinPcn(JoinPcn command) => Do(command.Id, command.Actor, practice => PracticeRules.JoinPcn(practice, command), null, PracticeChange.PcnChanged);

    public async Task<Outcome<PracticeView>> View()
    {
        await turn.WaitAsync();
        try
        {
            var practice = state ??= await Load();
            return practice.Facts is null ? new Refusal(RefusalCodes.PracticeUnknown, "Unknown.") : practice.View(version);
        }
        finally
        {
            turn.Release();
        }
    }

    public Task<Outcome<PracticeView>> ChooseHosting(ChooseHosting command) => throw new NotSupportedException();

    public Task<Outcome<PublishReport>> PublishWeeks(PublishWeeks command) => throw new NotSupportedException();

    public Task Wake() => Task.CompletedTask;

    private async Task<Outcome<PracticeChanged>> Do(
        Guid command, string actor, Func<PracticeState, Decision> decide, Func<PracticeChange>? told = null, PracticeChange done = PracticeChange.Unchanged)
    {
        await turn.WaitAsync();
        try
        {
            var practice = state ??= await Load();
            var (decision, now) = (decide(practice), clock.GetUtcNow());
            if (decision.Refusal is { } refusal) return refusal;
            if (decision.Changes.IsEmpty) return new PracticeChanged(odsCode, PracticeChange.Unchanged, version);
            var entries = decision.Changes.Select((change, i) => ChangeCatalog.Write(change, version + 1 + i, now, actor, command)).ToList();
            foreach (var change in decision.Changes) practice = practice.Apply(change, now);
            await journal.Open(key).Append(entries, practice);
            (state, version) = (practice, version + entries.Count);
            return new PracticeChanged(odsCode, told is null ? done : told(), version);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<PracticeState> Load()
    {
        var practice = PracticeState.Empty(key);
        foreach (var entry in await journal.Read(key, 0, CancellationToken.None))
        {
            practice = practice.Apply(ChangeCatalog.Read(entry), entry.At);
            version = entry.Version;
        }

        return practice;
    }
}
