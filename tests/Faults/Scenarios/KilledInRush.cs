using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>F1: <c>kill -9</c> at random moments of a rush, up to three times or as often as is asked for. At the first answer after each, no summary and no line of the board is behind the journal.</summary>
internal sealed class KilledInRush : IScenario
{
    /// <summary>A rush gives about eight hundred answers.</summary>
    private const int LastAnswers = 800;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    public string Name => "f1";

    public string What => "killed at random moments of a rush, and started again";

    public bool NeedsServer => false;

    public bool ComparesSummaries => true;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server);
        return await run.Rush(town, async rush =>
        {
            foreach (var at in Enumerable.Range(0, run.KillsWanted ?? run.Dice.Next(1, 4)).Select(_ => run.Dice.Next(1, LastAnswers)).Order())
            {
                await rush.Reached(at);
                if (rush.IsOver) return;
                await run.KillAndCompare(town, rush);
                await run.Recover(rush, Promised);
            }
        });
    }
}
