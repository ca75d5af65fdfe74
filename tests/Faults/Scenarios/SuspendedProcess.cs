using OutreachSilo.Faults.Crowd;
using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>F12: the process is suspended, another takes its place on the same database and books, and then the first goes on where it stood. What it still writes is fenced.</summary>
internal sealed class SuspendedProcess : IScenario
{
    private const int LastAnswers = 300;
    private const int AnswersMeanwhile = 250;
    private const double NobodyComesBack = 0.25;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    public string Name => "f12";

    public string What => "suspended while another process books on the same database, then continued";

    public bool NeedsServer => true;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server, holdsDoorWire: true);
        return await run.Rush(town, async rush =>
        {
            await rush.Reached(run.Dice.Next(1, LastAnswers));
            await Town.Signal(town.ProcessId, "STOP");
            await using var second = await town.StartSecond();
            town.DoorWire!.Target = second.Address.Port;
            town.DoorWire.Cut();
            await rush.Reached(rush.Answered + AnswersMeanwhile);

            // From here on the first goes on and still believes what it knew. Where nobody asks it, nothing of it is fenced, and its boards find out by themselves.
            await Town.Signal(town.ProcessId, "CONT");
            if (run.Dice.NextDouble() < NobodyComesBack) await rush.Reached(int.MaxValue);
            town.DoorWire.Target = town.OwnAddress.Port;
            town.DoorWire.Cut();
            if (!rush.IsOver) await run.Recover(rush, Promised);
            await rush.Reached(int.MaxValue);
            run.Others = await Judge.Ask(second.Address);
            await second.Stop();
        });
    }
}
