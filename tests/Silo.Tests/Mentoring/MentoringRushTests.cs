using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Mentoring;

/// <summary>Thousands of commands at once on a real database: no limit is broken, and calendars, agendas and pairs agree in the end.</summary>
public sealed class MentoringRushTests
{
    private const int Mentors = 20;
    private const int Mentees = 70;
    private const int Commands = 5_000;
    private const int InFlight = 200;

    [Fact]
    public async Task No_limit_is_broken_on_SQLite() => Clean(await Rush(new SqliteTestDatabase()));

    [Fact]
    public async Task No_limit_is_broken_on_PostgreSQL() => Clean(await Rush(new PostgreSqlTestDatabase()));

    [Fact]
    public async Task One_more_than_each_limit_is_refused_on_SQLite() => Refused(await Overrun(new SqliteTestDatabase(), Guards.AllUp));

    [Fact]
    public async Task One_more_than_each_limit_is_refused_on_PostgreSQL() => Refused(await Overrun(new PostgreSqlTestDatabase(), Guards.AllUp));

    [Fact]
    public async Task Negative_control_without_the_guards_the_audit_finds_each_limit_broken_on_SQLite() => Found(await Overrun(new SqliteTestDatabase(), Unguarded));

    [Fact]
    public async Task Negative_control_without_the_guards_the_audit_finds_each_limit_broken_on_PostgreSQL() => Found(await Overrun(new PostgreSqlTestDatabase(), Unguarded));

    private static Guards Unguarded => new() { Lifted = MentoringGuards.All };

    private static void Refused((IReadOnlyDictionary<MentoringGuards, string> Answers, AuditReport Report) run)
    {
        Assert.Equal(MentoringOverrun.Limits.Select(limit => (limit.Limit, limit.Code)).Order(), run.Answers.Select(answer => (answer.Key, answer.Value)).Order());
        Assert.Empty(run.Report.Findings);
    }

    private static void Found((IReadOnlyDictionary<MentoringGuards, string> Answers, AuditReport Report) run) => Assert.All(
        MentoringOverrun.Limits, limit => Assert.Contains(run.Report.Findings, finding => finding.Rule == limit.Rule && finding.Detail.Contains(limit.Words, StringComparison.Ordinal)));

    private static void Clean(AuditReport report)
    {
        Assert.Empty(report.Findings);
        Assert.True(report.Pairs > Mentees && report.Meetings > Mentees, $"{report.Pairs} pairs, {report.Meetings} meetings");
    }

    private static async Task<AuditReport> Rush(TestDatabase database)
    {
        await using (database)
        {
            using var host = await Started(database, Guards.AllUp);
            var rush = new MentoringRush(host.Services.GetRequiredService<IGrainFactory>(), Mentors, Mentees);
            await rush.Prepare();
            var next = -1L;
            await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var number && number < Commands) await rush.Run(number);
            })));
            Assert.True(rush is { Accepted: > Commands / 5, Refused: > Commands / 20 }, $"{rush.Accepted} accepted, {rush.Refused} refused");
            return await Audit(host);
        }
    }

    private static async Task<(IReadOnlyDictionary<MentoringGuards, string> Answers, AuditReport Report)> Overrun(TestDatabase database, Guards guards)
    {
        await using (database)
        {
            using var host = await Started(database, guards);
            var answers = await new MentoringOverrun(host.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System).Run();
            return (answers, await Audit(host));
        }
    }

    private static async Task<IHost> Started(TestDatabase database, Guards guards)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(await database.Settings());
        builder.AddOutreachStorage();
        builder.AddOutreachGrains();
        builder.Services.AddSingleton(guards);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next()));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<AuditReport> Audit(IHost host)
    {
        var report = await host.Services.GetRequiredService<Auditor>().Run(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        return report;
    }
}
