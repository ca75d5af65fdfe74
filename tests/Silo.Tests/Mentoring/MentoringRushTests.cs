using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.Kernel;
using OutreachSilo.Mutants;
using OutreachSilo.Storage;

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
    public async Task One_more_than_each_limit_is_refused_on_SQLite() => Refused(await Overrun(new SqliteTestDatabase()));

    [Fact]
    public async Task One_more_than_each_limit_is_refused_on_PostgreSQL() => Refused(await Overrun(new PostgreSqlTestDatabase()));

    [Fact]
    public async Task Negative_control_without_the_limits_the_audit_finds_each_limit_broken_on_SQLite() => Found(await Overrun(new SqliteTestDatabase(), Limitless));

    [Fact]
    public async Task Negative_control_without_the_limits_the_audit_finds_each_limit_broken_on_PostgreSQL() => Found(await Overrun(new PostgreSqlTestDatabase(), Limitless));

    private static LimitlessMentoring Limitless => new(Enum.GetValues<MentoringLimit>());

    private static void Refused((IReadOnlyDictionary<MentoringLimit, string> Answers, AuditReport Report) run)
    {
        Assert.Equal(MentoringOverrun.Limits.Select(limit => (limit.Limit, limit.Code)).Order(), run.Answers.Select(answer => (answer.Key, answer.Value)).Order());
        Assert.Empty(run.Report.Findings);
    }

    private static void Found((IReadOnlyDictionary<MentoringLimit, string> Answers, AuditReport Report) run) => Assert.All(
        MentoringOverrun.Limits, limit => Assert.Contains(run.Report.Findings, finding => finding.Rule == limit.Rule && finding.Detail.Contains(limit.Words, StringComparison.Ordinal)));

    private static void Clean(AuditReport report)
    {
        Assert.Empty(report.Findings);
        var (pairs, meetings) = (report.Count("mentorship"), report.Count("mentorship/Booked"));
        Assert.True(pairs > Mentees && meetings > Mentees, $"{pairs} pairs, {meetings} meetings");
    }

    private static async Task<AuditReport> Rush(TestDatabase database)
    {
        await using (database)
        {
            await using var silo = await Started(database);
            var rush = new MentoringRush(silo.Services.GetRequiredService<IGrainFactory>(), Mentors, Mentees);
            await rush.Prepare();
            var next = -1L;
            await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var number && number < Commands) await rush.Run(number);
            })));
            Assert.True(rush is { Accepted: > Commands / 5, Refused: > Commands / 20 }, $"{rush.Accepted} accepted, {rush.Refused} refused");
            return await Audit(silo);
        }
    }

    private static async Task<(IReadOnlyDictionary<MentoringLimit, string> Answers, AuditReport Report)> Overrun(TestDatabase database, LimitlessMentoring? mutant = null)
    {
        await using (database)
        {
            await using var silo = await Started(database, mutant);
            var answers = await new MentoringOverrun(silo.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System).Run();
            return (answers, await Audit(silo));
        }
    }

    private static async Task<InMemorySilo> Started(TestDatabase database, LimitlessMentoring? mutant = null)
    {
        var settings = await database.Settings();
        return await InMemorySilo.Start(builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.AddOutreachStorage();
            builder.AddOutreachGrains();
            mutant?.AddTo(builder.Services);
        });
    }

    private static Task<AuditReport> Audit(InMemorySilo silo) => silo.Services.GetRequiredService<Auditor>().Run(TestContext.Current.CancellationToken);
}
