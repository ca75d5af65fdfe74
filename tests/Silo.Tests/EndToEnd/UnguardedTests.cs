using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Mutants;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.EndToEnd;

/// <summary>The negative control of <see cref="OpeningDayTests"/>: the same crowd, the same counting, with a week that keeps its capacity and with one that does not.</summary>
public sealed class UnguardedTests
{
    private const int People = 200;
    private const int Places = 2;

    [Fact]
    public async Task With_its_capacity_kept_the_count_is_exact_and_the_audit_clean()
    {
        var (confirmed, report) = await Rush(null);
        Assert.Equal(Places, confirmed);
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
    }

    [Fact]
    public async Task Negative_control_with_an_overbooked_week_count_and_audit_both_notice()
    {
        var (confirmed, report) = await Rush(new OverbookedWeek());
        Assert.True(confirmed > Places, $"{confirmed} confirmed");
        Assert.Contains(report.Findings, finding => finding.Rule == "I1");
    }

    private static async Task<(int Confirmed, AuditReport Report)> Rush(IMutant? mutant)
    {
        using var folder = new TemporaryFolder();
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Storage:DataFolder", folder.Path);
            host.UseSetting("urls", "http://127.0.0.1:0");
            if (mutant is not null) host.ConfigureTestServices(services => services.AddMutant(mutant));
        });
        factory.UseKestrel();
        factory.StartServer();
        var address = factory.ClientOptions.BaseAddress;
        var week = await Publish(factory.Services);

        using var crowd = new Crowd { Address = address };
        var tickets = new Tickets(folder.Path);
        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            var cookie = tickets.Doctor(person);
            var hold = await crowd.Send(HttpMethod.Post, $"/api/v1/weeks/{week.Practice}/{GrainKeys.Date(week.Monday)}/places", cookie, "hold", new { kind = "Foundation" });
            if (hold.Status != HttpStatusCode.Created) return false;
            return (await crowd.Send(HttpMethod.Post, $"/api/v1/places/{hold.Place}/confirm", cookie, "confirm")).Status == HttpStatusCode.OK;
        }));
        return (answers.Count(confirmed => confirmed), await factory.Services.GetRequiredService<Auditor>().Run(CancellationToken.None));
    }

    private static async Task<WeekId> Publish(IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var facts = new PracticeFacts("Y98001", "Elm Surgery", ["1 High Street"], "ZX1 1AB", "Y61", "QUE", "06H", "", null, 52.2, 0.1, "postcode");
        var practice = grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(facts.OdsCode));
        await practice.Register(new RegisterPractice(Guid.NewGuid(), "test", facts));
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(100);
        var published = await practice.PublishWeeks(new PublishWeeks(
            Guid.NewGuid(), "test", day, day.AddDays(7), [new OfferTemplate(TasterKind.Foundation, HalfDays.WholeWeek, Places, "")], 5, DateTimeOffset.UtcNow.AddMinutes(-1)));
        return new WeekId(facts.OdsCode, published.Value!.Weeks.First(one => one.Code.Length == 0).Monday);
    }
}
