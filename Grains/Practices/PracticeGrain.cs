using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Practices;

/// <summary>One GP practice. A flow: publishes weeks by asking them, one by one, after the intent is durable.</summary>
[GrainType("practice")]
internal sealed partial class PracticeGrain(IJournal journal, TimeProvider time, TasterPolicy policy, BankHolidays holidays, ILogger<PracticeGrain> log)
    : AggregateGrain<PracticeState>(journal, time), IPracticeGrain
{
    public async Task<Outcome<PracticeChanged>> Register(RegisterPractice command)
    {
        var change = PracticeChange.Unchanged;
        var outcome = await Do<PracticeChanged>(
            command.Id,
            command.Actor,
            (practice, _) =>
            {
                if (command.Facts.OdsCode != practice.OdsCode) return new Refusal(InvalidCommand, "The facts are of another practice.");
                (var decision, change) = PracticeRules.Register(practice, command);
                return decision;
            },
            (_, _) => new PracticeChanged(State.OdsCode, change, Version));
        await Drive();
        return outcome;
    }

    public async Task<Outcome<PracticeChanged>> Close(ClosePractice command)
    {
        var wasOpen = State.Closed is null;
        var outcome = await Do<PracticeChanged>(
            command.Id, command.Actor, (practice, _) => PracticeRules.Close(practice, command),
            (_, _) => new PracticeChanged(State.OdsCode, wasOpen ? PracticeChange.Closed : PracticeChange.Unchanged, Version));
        if (outcome.Succeeded) await Drive();
        return outcome;
    }

    public async Task<Outcome<PracticeChanged>> JoinPcn(JoinPcn command)
    {
        var before = State;
        var outcome = await Do<PracticeChanged>(
            command.Id, command.Actor, (practice, _) => PracticeRules.JoinPcn(practice, command),
            (after, _) => new PracticeChanged(State.OdsCode, ReferenceEquals(before, after) ? PracticeChange.Unchanged : PracticeChange.PcnChanged, Version));
        await Drive();
        return outcome;
    }

    public async Task<Outcome<PracticeView>> DescribeAccess(DescribeAccess command)
    {
        var outcome = await Do<PracticeView>(
            command.Id, command.Actor, (practice, _) => PracticeRules.DescribeAccess(practice, command), (practice, _) => practice.View(Version));
        await Drive();
        return outcome;
    }

    public Task<Outcome<PracticeView>> ChooseHosting(ChooseHosting command) =>
        Do<PracticeView>(command.Id, command.Actor, (practice, _) => PracticeRules.ChooseHosting(practice, command), (practice, _) => practice.View(Version));

    public async Task<Outcome<PublishReport>> PublishWeeks(PublishWeeks command)
    {
        await Drive();
        var asked = await Do<PracticeView>(
            command.Id, command.Actor, (practice, now) => PracticeRules.Publish(practice, command, policy, holidays, now), (practice, _) => practice.View(Version));
        if (!asked.Succeeded) return asked.Refusal;
        await Drive();
        return State.Published.Find(done => done.Id == command.Id) is { } published
            ? new PublishReport(published.Weeks)
            : throw new TimeoutException("The weeks are still being published; ask again with the same command.");
    }

    public Task<Outcome<PracticeView>> View() => Task.FromResult<Outcome<PracticeView>>(
        Durable.Facts is null ? new Refusal(PracticeUnknown, "No practice with this code is registered.") : Durable.View(DurableVersion));

    public async Task Wake()
    {
        var idle = State.DueAt is null;
        await Drive();
        if (idle) await EndIfOvertaken();
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Drive();
    }

    /// <summary>Finishes what was begun: the publication under way, the stops owed after a closure, the news owed after a move.</summary>
    private async Task Drive()
    {
        try
        {
            if (State.Publishing is { } term) await Publish(term);
            if (!State.StopsOwed.IsEmpty) await StopWeeks();
            if (!State.TellingsOwed.IsEmpty) await TellWeeks();
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LogUnfinished(fault, State.OdsCode);
        }
    }

    private async Task Publish(TermAsked term)
    {
        var published = await Task.WhenAll(term.Weeks.Select(async week =>
        {
            var id = Derived.Id("publish", term.Id.ToString(), GrainKeys.Date(week.Monday));
            var outcome = await WeekOf(week.Monday).Publish(new PublishWeek(id, term.Actor, State.HostFacts, week.Offers, term.DeskLimit));
            var halfDays = week.Offers.Aggregate(HalfDays.None, (all, offer) => all.With(offer.HalfDays));
            return new PublishedWeek(week.Monday, halfDays, outcome.Refusal?.Code ?? "");
        }));
        var weeks = published.Concat(term.Skipped).OrderBy(week => week.Monday).ToImmutableArray();
        await Queue(term.Id, term.Actor, (practice, _) => practice.Publishing?.Id == term.Id ? new TermPublished(term.Id, weeks) : Decision.Nothing);
    }

    private async Task StopWeeks()
    {
        var (owed, closed) = (State.StopsOwed, State.Closed!.Value);
        var reason = $"The practice closed on {closed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.";
        await Task.WhenAll(owed.Select(monday =>
            WeekOf(monday).StopBooking(new StopBooking(Derived.Id("stop", State.OdsCode, GrainKeys.Date(monday), GrainKeys.Date(closed)), System, reason))));
        await Queue(Guid.Empty, System, (_, _) => new WeeksStopped([.. owed]));
    }

    private async Task TellWeeks()
    {
        var (owed, host, version) = (State.TellingsOwed, State.HostFacts, DurableVersion.ToString(CultureInfo.InvariantCulture));
        await Task.WhenAll(owed.Select(monday =>
            WeekOf(monday).ChangeHost(new ChangeHost(Derived.Id("tell", State.OdsCode, GrainKeys.Date(monday), version), System, host))));
        await Queue(Guid.Empty, System, (_, _) => new WeeksTold([.. owed]));
    }

    private ITasterWeekGrain WeekOf(DateOnly monday) => GrainFactory.GetGrain<ITasterWeekGrain>(new WeekId(State.OdsCode, monday).ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Practice {OdsCode} could not finish its weeks; it will try again.")]
    private partial void LogUnfinished(Exception fault, string odsCode);
}
