using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>F4: the database server stops at once and is back after ten seconds; the service is not restarted.</summary>
internal sealed class ServerStops : IScenario
{
    private const int LastAnswers = 500;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    public string Name => "f4";

    public string What => "the database server stops at once, and is back after 10 s";

    public bool NeedsServer => true;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server);
        return await run.Rush(town, async rush =>
        {
            await rush.Reached(run.Dice.Next(1, LastAnswers));
            await run.Server!.StopImmediately();
            try
            {
                await Task.Delay(Away);
            }
            finally
            {
                await run.Server.Start();
            }

            await run.Recover(rush, Promised);
        });
    }
}
