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
    public async Task No_limit_is_broken_on_SQLite() => Clean(await Rush(new SqliteTestDatabase(), Guards.AllUp));

    [Fact]
    public async Task No_limit_is_broken_on_PostgreSQL() => Clean(await Rush(new PostgreSqlTestDatabase(), Guards.AllUp));

    [Fact]
    public async Task Negative_control_without_the_guards_the_audit_finds_broken_limits()
    {
        var report = await Rush(new SqliteTestDatabase(), new Guards { Room = false });
        Assert.Contains(report.Findings, finding => finding.Rule == "I5" && finding.Detail.Contains("mentees", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Rule == "I5" && finding.Detail.Contains("meetings", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Rule == "I1");
    }

    private static void Clean(AuditReport report)
    {
        Assert.Empty(report.Findings);
        Assert.True(report.Pairs > Mentees && report.Meetings > Mentees, $"{report.Pairs} pairs, {report.Meetings} meetings");
    }

    private static async Task<AuditReport> Rush(TestDatabase database, Guards guards)
    {
        await using (database)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Configuration.AddInMemoryCollection(await database.Settings());
            builder.AddOutreachStorage();
            builder.AddOutreachGrains();
            builder.Services.AddSingleton(guards);
            builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next()));
            using var host = builder.Build();
            await host.StartAsync(TestContext.Current.CancellationToken);
            var rush = new MentoringRush(host.Services.GetRequiredService<IGrainFactory>(), Mentors, Mentees, deactivates: guards.Room);
            await rush.Prepare();
            var next = -1L;
            await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var number && number < Commands) await rush.Run(number);
            })));
            Assert.True(rush is { Accepted: > Commands / 5, Refused: > Commands / 20 }, $"{rush.Accepted} accepted, {rush.Refused} refused");
            await host.Services.GetRequiredService<ISummaryStore>().Settle(TestContext.Current.CancellationToken);
            var report = await host.Services.GetRequiredService<Auditor>().Run(TestContext.Current.CancellationToken);
            await host.StopAsync(TestContext.Current.CancellationToken);
            return report;
        }
    }
}
