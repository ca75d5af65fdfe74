using System.Diagnostics;
using System.Net;
using OutreachSilo.Faults.Crowd;
using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>
/// F6: the database accepts and never answers, for a minute, or answers five seconds late. Every request is answered within its deadline, memory stays bounded, and the service says that it is alive
/// and not ready.
/// </summary>
internal sealed class SilentDatabase : IScenario
{
    private const int LastAnswers = 500;
    private const long GrowthBytesMax = 256 << 20;
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>The door answers within ten seconds; the rest is the machine's.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(12);

    /// <summary>Until a writer that waits gives up and connects anew: its own deadline of five seconds, and a pause.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(8);

    public string Name => "f6";

    public string What => "the database accepts and never answers for 60 s, or answers 5 s late";

    public bool NeedsServer => true;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server, holdsDatabaseWire: true);
        return await run.Rush(town, async rush =>
        {
            await rush.Reached(run.Dice.Next(1, LastAnswers));
            var before = Memory(town.ProcessId);
            town.DatabaseWire!.StandStill();
            var unready = await Watch(run, town, Silent);
            town.DatabaseWire.Cut();
            town.DatabaseWire.Pass();
            if (!unready) run.Missed.Add("it never said that it was not ready");
            await run.Recover(rush, Promised);

            town.DatabaseWire.Latency = Latency;
            await Watch(run, town, Slow);
            town.DatabaseWire.Latency = TimeSpan.Zero;
            await run.Recover(rush, Promised);
            run.Judge(rush.Slowest, AnswerMax, "an answer took");
            if (Memory(town.ProcessId) - before > GrowthBytesMax) run.Missed.Add($"memory grew from {before >> 20} to {Memory(town.ProcessId) >> 20} MB");
        });
    }

    /// <summary>Whether it said that it was not ready; that it is alive it has to say all the time.</summary>
    private static async Task<bool> Watch(FaultRun run, Town town, TimeSpan time)
    {
        var unready = false;
        for (var watched = Stopwatch.StartNew(); watched.Elapsed < time;)
        {
            if (await town.Health("live", AnswerMax) is var live and not HttpStatusCode.OK) run.Missed.Add($"it did not say that it was alive, but {live?.ToString() ?? "nothing"}");
            unready |= await town.Health("ready", AnswerMax) == HttpStatusCode.ServiceUnavailable;
            await Task.Delay(LookEvery);
        }

        return unready;
    }

    private static long Memory(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.WorkingSet64;
    }
}
