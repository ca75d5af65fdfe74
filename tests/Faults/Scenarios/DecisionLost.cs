using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>F3: it crashes when commands are decided and on their way to the database, which never sees them. They are absent, their places are free, and no page has shown them.</summary>
internal sealed class DecisionLost : IScenario
{
    private const int LastAnswers = 500;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public string Name => "f3";

    public string What => "crash after the decision, before the commit";

    public bool NeedsServer => true;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server, holdsDatabaseWire: true);
        return await run.Rush(town, async rush =>
        {
            await rush.Reached(run.Dice.Next(1, LastAnswers));
            using var end = new CancellationTokenSource(LongestWait);
            town.DatabaseWire!.StandStill();
            await town.DatabaseWire.Asked(end.Token);
            await town.Kill();
            town.DatabaseWire.Cut();
            town.DatabaseWire.Pass();
            await town.Restart();
            await run.Recover(rush, Promised);
        });
    }
}
