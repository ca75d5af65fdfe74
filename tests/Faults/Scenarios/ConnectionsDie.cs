using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;
using OutreachSilo.TestKit;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>F5: a random connection of the service to its database is terminated every 50 ms. F15: meanwhile people give up after 200 ms and ask again, five times, with one key.</summary>
internal sealed class ConnectionsDie(bool impatient) : IScenario
{
    private const int FirstAnswers = 100;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    public string Name => impatient ? "f15" : "f5";

    public string What => impatient
        ? "people give up after 200 ms and ask again five times with one key, while connections to the database are terminated"
        : "a random connection to the database is terminated every 50 ms";

    public bool NeedsServer => true;

    public async Task<Verdict> Run(FaultRun run)
    {
        await using var town = await Town.Start(run.Server);
        return await run.Rush(town, async rush =>
        {
            await rush.Reached(FirstAnswers);
            if (impatient) rush.LosePatience();
            while (!rush.IsOver)
            {
                await Postgres.Execute(
                    town.ConnectionString,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by random() limit 1");
                await Task.Delay(Every);
            }
        });
    }
}
