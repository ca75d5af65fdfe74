using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>F2: it crashes when a command is committed and nobody has heard of it yet. Whoever asks again with the same key is told that it is done, and it is done once.</summary>
internal sealed class AnswerLost : IScenario
{
    private const int LastAnswers = 500;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public string Name => "f2";

    public string What => "crash after the commit, before the answer";

    public bool NeedsServer => false;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server, holdsDoorWire: true);
        return await run.Rush(town, async rush =>
        {
            await rush.Reached(run.Dice.Next(1, LastAnswers));
            using var end = new CancellationTokenSource(LongestWait);
            await town.DoorWire!.KeepAnswers(IsDone, end.Token);
            await town.Kill();
            town.DoorWire.Cut();
            town.DoorWire.Pass();
            await town.Restart();
            await run.Recover(rush, Promised);
        });
    }

    private static bool IsDone(byte[] answer) => answer.AsSpan().StartsWith("HTTP/1.1 20"u8) && !answer.AsSpan().StartsWith("HTTP/1.1 202"u8);
}
