using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Demo;

/// <summary>
/// Fills an empty demo: the county, a term of weeks in two practices of three, some bookings, a training scheme, and the accounts. Every command id is
/// derived, so that a second start changes nothing and one that was cut short is completed.
/// </summary>
internal sealed partial class DemoSeed(
    IGrainFactory grains, DemoScheme scheme, ReferenceData reference, IServiceScopeFactory scopes, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DemoSeed> log)
    : IHostedLifecycleService
{
    private const int TermWeeks = 12;
    private const int FirstBookings = 160;
    private const string Actor = "demo";

    private Task accounts = Task.CompletedTask;

    /// <summary>True once one can sign in; until then the service is not ready, but shows its board.</summary>
    public bool AccountsReady => accounts.IsCompletedSuccessfully;

    /// <summary>Accounts need neither storage nor grains, and take the longest: they begin first, and the board does not wait for them.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        accounts = Task.Run(() => Accounts(cancellationToken), cancellationToken);
        return Task.CompletedTask;
    }

    /// <summary>Runs before the server listens, so that the first visitor sees a full board.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Board(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>First Monday that is far enough away for the notice rule to leave a booking window.</summary>
    public static DateOnly FirstMonday(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) is var today ? today.AddDays(70 - ((int)today.DayOfWeek + 6) % 7) : default;

    public static bool Hosts(int practice) => practice % 3 != 2;

    public static OfferTemplate Foundation(int practice) => new(TasterKind.Foundation, HalfDays.WholeWeek, 1 + practice % 3, "");

    private static OfferTemplate School(int practice) => new(TasterKind.School, HalfDays.Day(1).With(HalfDays.Day(2)).With(HalfDays.Day(3)), 1 + practice % 2, "");

    private async Task Board(CancellationToken cancellationToken)
    {
        var last = await grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(DemoCounty.OdsCode(DemoCounty.Practices - 1))).View();
        if (!last.Succeeded)
        {
            LogCounty(DemoCounty.Practices);
            await County(cancellationToken);
        }

        await Task.WhenAll(Term(), scheme.Seed());
    }

    private async Task Accounts(CancellationToken cancellationToken)
    {
        try
        {
            LogAccounts();
            using var scope = scopes.CreateScope();
            await scope.ServiceProvider.GetRequiredService<IDemoAccounts>().Ensure([.. DemoAccountList.All.Select(one => one.Account), .. DemoSchemeMembers.Accounts], cancellationToken);
        }
        catch (Exception fault)
        {
            LogNoAccounts(fault);
            lifetime.StopApplication();
            throw;
        }
    }

    private async Task County(CancellationToken cancellationToken)
    {
        await reference.Write(
            ReferenceData.OutcodeKind, [.. DemoCounty.Outcodes().Select(one => KeyValuePair.Create(one.Outcode, ReferenceData.OutcodeBody(one.Position)))], cancellationToken);
        await reference.Write(ReferenceData.PcnKind, [.. DemoCounty.Pcns().Select(one => KeyValuePair.Create(one.Code, PcnBody(one.Name)))], cancellationToken);
        var pcns = DemoCounty.Pcns().ToList();
        await Task.WhenAll(Enumerable.Range(0, DemoCounty.Practices).Select(async practice =>
        {
            var grain = grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(DemoCounty.OdsCode(practice)));
            var (code, name) = pcns[practice / DemoCounty.PracticesPerPcn];
            await grain.JoinPcnAfter(DemoCounty.Facts(practice), code, name, Actor);
            await grain.DescribeAccess(new DescribeAccess(DemoIds.Of("access", practice), Actor, (AccessFeatures)(practice * 37 % 64)));
            if (Hosts(practice)) return;
            var choice = practice % 2 == 0 ? Hosting.Interested : Hosting.NotHosting;
            await grain.ChooseHosting(new ChooseHosting(DemoIds.Of("hosting", practice), Actor, choice, choice == Hosting.NotHosting ? "Building work until the summer" : "", null));
        }));
    }

    private async Task Term()
    {
        var now = time.GetUtcNow();
        var first = FirstMonday(now);
        var known = await grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(DemoCounty.OdsCode(0))).View();
        if (known.Value?.Weeks.Any(monday => monday >= first) == true) return;

        LogTerm(TermWeeks);
        await Task.WhenAll(Enumerable.Range(0, DemoCounty.Practices).Where(Hosts).Select(practice => Publish(practice, first, TermWeeks, now.AddMinutes(-1))));
        LogBookings(FirstBookings);
        var random = new Random(20_260_803);
        await Task.WhenAll(Enumerable.Range(0, FirstBookings).Select(async booking =>
        {
            int practice;
            do practice = random.Next(DemoCounty.Practices);
            while (!Hosts(practice));
            var week = new WeekId(DemoCounty.OdsCode(practice), first.AddDays(7 * random.Next(TermWeeks)));
            var (person, id) = (DemoPeople.Id(1_000 + booking), DemoIds.Of("first", first.DayNumber, booking));
            var placement = grains.GetGrain<IPlacementGrain>(GrainKeys.Placement(id));
            var held = await placement.Hold(new OpenPlacement(id, person, week, TasterKind.Foundation));
            if (held.Succeeded) await placement.Confirm(new PlaceCommand(DemoIds.Of("first-confirm", first.DayNumber, booking), person, id));
        }));
    }

    public Task Publish(int practice, DateOnly first, int weeks, DateTimeOffset opens)
    {
        ImmutableArray<OfferTemplate> offers = practice % 4 == 0 ? [Foundation(practice), School(practice)] : [Foundation(practice)];
        return grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(DemoCounty.OdsCode(practice))).PublishWeeks(new PublishWeeks(
            DemoIds.Of("term", practice, first.DayNumber), Actor, first, first.AddDays(7 * (weeks - 1)), offers, 2 + practice % 3, opens));
    }

    private static string PcnBody(string name) => System.Text.Json.JsonSerializer.Serialize(new { name });

    [LoggerMessage(Level = LogLevel.Information, Message = "Making the demo's county of {Practices} practices…")]
    private partial void LogCounty(int practices);

    [LoggerMessage(Level = LogLevel.Information, Message = "Publishing {Weeks} weeks of places…")]
    private partial void LogTerm(int weeks);

    [LoggerMessage(Level = LogLevel.Information, Message = "Making the first {Bookings} bookings…")]
    private partial void LogBookings(int bookings);

    [LoggerMessage(Level = LogLevel.Information, Message = "Making the demo's accounts…")]
    private partial void LogAccounts();

    [LoggerMessage(Level = LogLevel.Critical, Message = "The demo's accounts could not be made")]
    private partial void LogNoAccounts(Exception fault);
}
