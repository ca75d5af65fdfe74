using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Practices;

/// <summary>One GP practice. Process manager: calls its weeks to be published, to stop booking, and to show what is new of it.</summary>
[GrainType("practice")]
internal sealed class PracticeGrain(IJournal journal, ITexts texts, TimeProvider time, TasterPolicy policy, BankHolidays holidays, ILogger<PracticeGrain> log)
    : ProcessManagerGrain<PracticeState, PracticeCall>(journal, time, log), IPracticeGrain
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
        await SendPending();
        return outcome;
    }

    public async Task<Outcome<PracticeChanged>> Close(ClosePractice command)
    {
        var wasOpen = State.Closed is null;
        var outcome = await Do<PracticeChanged>(
            command.Id, command.Actor, (practice, _) => PracticeRules.Close(practice, command),
            (_, _) => new PracticeChanged(State.OdsCode, wasOpen ? PracticeChange.Closed : PracticeChange.Unchanged, Version));
        if (outcome.Succeeded) await SendPending();
        return outcome;
    }

    public async Task<Outcome<PracticeChanged>> JoinPcn(JoinPcn command)
    {
        var before = State;
        var outcome = await Do<PracticeChanged>(
            command.Id, command.Actor, (practice, _) => PracticeRules.JoinPcn(practice, command),
            (after, _) => new PracticeChanged(State.OdsCode, ReferenceEquals(before, after) ? PracticeChange.Unchanged : PracticeChange.PcnChanged, Version));
        await SendPending();
        return outcome;
    }

    public async Task<Outcome<PracticeView>> DescribeAccess(DescribeAccess command)
    {
        var outcome = await Decide(command.Id, command.Actor, (practice, _) => PracticeRules.DescribeAccess(practice, command));
        await SendPending();
        return outcome.Succeeded ? await View() : outcome.Refusal;
    }

    public async Task<Outcome<PracticeView>> ChooseHosting(ChooseHosting command)
    {
        var outcome = await Decide(command.Id, command.Actor, (practice, _) => PracticeRules.ChooseHosting(practice, command));
        return outcome.Succeeded ? await View() : outcome.Refusal;
    }

    public async Task<Outcome<PublishReport>> PublishWeeks(PublishWeeks command)
    {
        await SendPending();
        var asked = await Decide(command.Id, command.Actor, (practice, now) => PracticeRules.Publish(practice, command, policy, holidays, now));
        if (!asked.Succeeded) return asked.Refusal;
        await SendPending();
        return State.Published.Find(done => done.Id == command.Id) is { } published
            ? new PublishReport(published.Weeks)
            : throw new TimeoutException("The weeks are still being published; ask again with the same command.");
    }

    public async Task<Outcome<PracticeView>> View()
    {
        if (Durable.Facts is null) return new Refusal(PracticeUnknown, "We cannot find a practice with this code. Check the code.");
        var (practice, version) = (Durable, DurableVersion);
        var reason = practice.HostingReason is { } text ? await texts.Read(text, CancellationToken.None) : null;
        return practice.View(version, reason ?? "");
    }

    protected override Task<Reply> Send(PendingCall<PracticeCall> call) => call.What switch
    {
        PracticeCall.Publish => Publish(State.Publishing!),
        PracticeCall.StopBooking => StopBooking(State.StopsOwed, State.Closed!.Value),
        _ => ChangeHost(State.TellingsOwed, State.HostFacts),
    };

    private Task<Outcome<PracticeChanged>> Decide(Guid command, string actor, Func<PracticeState, DateTimeOffset, Decision> decide) =>
        Do<PracticeChanged>(command, actor, decide, (practice, _) => new PracticeChanged(practice.OdsCode, PracticeChange.Unchanged, Version));

    private async Task<Reply> Publish(TermAsked term)
    {
        var published = await Task.WhenAll(term.Weeks.Select(async week =>
        {
            var id = Derived.Id("publish", term.Id.ToString(), GrainKeys.Date(week.Monday));
            var outcome = await WeekOf(week.Monday).Publish(new PublishWeek(id, term.Actor, State.HostFacts, week.Offers, term.DeskLimit));
            var halfDays = week.Offers.Aggregate(HalfDays.None, (all, offer) => all.With(offer.HalfDays));
            return new PublishedWeek(week.Monday, halfDays, outcome.Refusal?.Code ?? "");
        }));
        var weeks = published.Concat(term.Skipped).OrderBy(week => week.Monday).ToImmutableArray();
        return new Reply(term.Actor, (practice, _) => practice.Publishing?.Id == term.Id ? new TermPublished(term.Id, weeks) : Decision.Nothing);
    }

    private async Task<Reply> StopBooking(ImmutableSortedSet<DateOnly> mondays, DateOnly closed)
    {
        var reason = $"The practice closed on {closed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.";
        await Task.WhenAll(mondays.Select(monday =>
            WeekOf(monday).StopBooking(new StopBooking(Derived.Id("stop", State.OdsCode, GrainKeys.Date(monday), GrainKeys.Date(closed)), System, reason))));
        return new Reply(System, (_, _) => new WeeksStopped([.. mondays]));
    }

    private async Task<Reply> ChangeHost(ImmutableSortedSet<DateOnly> mondays, HostFacts host)
    {
        var version = DurableVersion.ToString(CultureInfo.InvariantCulture);
        await Task.WhenAll(mondays.Select(monday =>
            WeekOf(monday).ChangeHost(new ChangeHost(Derived.Id("tell", State.OdsCode, GrainKeys.Date(monday), version), System, host))));
        return new Reply(System, (_, _) => new WeeksTold([.. mondays]));
    }

    private ITasterWeekGrain WeekOf(DateOnly monday) => GrainFactory.GetGrain<ITasterWeekGrain>(new WeekId(State.OdsCode, monday).ToString());
}
