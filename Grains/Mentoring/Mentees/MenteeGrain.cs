using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A mentee of one scheme. A flow: not reentrant; whoever accepts is asked for room after the intent is durable, and everybody else hears that the request is over.
/// </summary>
[GrainType("mentee")]
internal sealed partial class MenteeGrain(IJournal journal, TimeProvider time, ILogger<MenteeGrain> log)
    : AggregateGrain<MenteeState>(journal, time), IMenteeGrain
{
    /// <summary>A mentor who cannot be asked makes room for the next choice, and so on, until none is left.</summary>
    private const int RoundsMost = MentoringLimits.ChoicesMax + 2;

    public Task<Outcome<MenteeView>> Enrol(EnrolMentee command) => Change(command.Id, command.Actor, mentee => MenteeRules.Enrol(mentee, command));

    public Task<Outcome<MenteeView>> Choose(ChooseMentors command) => Change(command.Id, command.Actor, mentee => MenteeRules.Choose(mentee, command));

    public Task<Outcome<MenteeView>> Answer(AnswerRequest command) => Match(command.Id, command.Mentor, mentee => MenteeRules.Answer(mentee, command));

    public Task<Outcome<MenteeView>> Assign(AssignMentor command) => Match(command.Id, command.Actor, mentee => MenteeRules.Assign(mentee, command));

    public Task MentorshipEnded(Guid mentorship) => Queue(Guid.Empty, System, (mentee, _) => MenteeRules.End(mentee, mentorship));

    public Task<Outcome<MenteeView>> View() => Sure<MenteeView>(Durable.IsEnrolled ? Durable.View(DurableVersion) : MenteeRules.NoMentee);

    public async Task Wake()
    {
        var idle = State.DueAt is null;
        if (State.DueAt <= Now) await Queue(Guid.Empty, System, static (_, _) => Decision.Nothing);
        await Drive();
        if (idle) await EndIfOvertaken();
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Drive();
    }

    protected override ImmutableArray<Change> Lapse(MenteeState state, DateTimeOffset now) => MenteeRules.Lapse(state, now);

    protected override ImmutableArray<Change> Follow(MenteeState state, DateTimeOffset now) => MenteeRules.Follow(state, now);

    private async Task<Outcome<MenteeView>> Change(Guid command, string actor, Func<MenteeState, Decision> decide)
    {
        await Drive();
        var outcome = await Do(command, actor, decide);
        if (!outcome.Succeeded) return outcome;
        await Drive();
        return Durable.View(DurableVersion);
    }

    /// <summary>As <see cref="Change"/>, and says what the mentor who was asked for room said.</summary>
    private async Task<Outcome<MenteeView>> Match(Guid command, string actor, Func<MenteeState, Decision> decide)
    {
        var outcome = await Change(command, actor, decide);
        if (!outcome.Succeeded) return outcome;
        if (Durable.Ask?.Command == command) return MenteeRules.Pending;
        return Durable.Answers.Of(command) is { Code: { } code, Detail: var detail } ? new Refusal(code, detail!) : outcome;
    }

    private Task<Outcome<MenteeView>> Do(Guid command, string actor, Func<MenteeState, Decision> decide) =>
        Do<MenteeView>(command, actor, (mentee, _) => decide(mentee), (mentee, _) => mentee.View(Version));

    /// <summary>Puts what is asked and tells what is owed. What cannot be done now is done later.</summary>
    private async Task Drive()
    {
        try
        {
            if (State.Ask is { } ask) await Put(ask);
            for (var round = 0; round < RoundsMost && State.IsPending; round++)
            {
                await Send();
                await Tell();
            }
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LogUnanswered(fault, State.Id);
        }
    }

    private async Task Put(MatchAsk ask)
    {
        var taken = await MentorOf(ask.Mentor).TakeMentee(new TakeMentee(ask.Command, State.Id.Person, ask.Actor));
        await Queue(ask.Command, ask.Actor, (mentee, _) => mentee.Ask?.Command != ask.Command ? Decision.Nothing
            : taken.Refusal is { } refusal ? new MatchDenied(ask.Command, refusal.Code, refusal.Detail)
            : new MatchMade(ask.Command));
    }

    private async Task Send()
    {
        var sending = State.Choices.Where(choice => choice.State == RequestState.Sending).ToList();
        if (sending.Count == 0) return;
        var answers = await Task.WhenAll(sending.Select(async choice =>
            await MentorOf(choice.Mentor).Receive(new ReceiveRequest(choice.Request, State.Id.Person, choice.Rank, choice.Until!.Value))));
        await Queue(Guid.Empty, System, (mentee, _) => new Decision([.. sending.Select((choice, i) => Delivered(mentee, choice, answers[i].Refusal)).OfType<Change>()], null));
    }

    private static Change? Delivered(MenteeState mentee, Choice choice, Refusal? refusal) =>
        mentee.Of(choice.Request)?.State != RequestState.Sending ? null
        : refusal is null ? new RequestDelivered(choice.Request)
        : new RequestEnded(choice.Request, RequestState.Refused, refusal.Code);

    private async Task Tell()
    {
        var (closings, opened) = (State.Closings, State.OpeningOwed ? State.Mentorship : null);
        if (closings.IsEmpty && opened is null) return;
        await Task.WhenAll(closings.Select(async owed => await MentorOf(owed.Mentor).CloseRequest(new CloseRequest(owed.Request, owed.Because))));
        if (opened is { } id)
        {
            var (mentor, me) = (new MemberId(State.Id.Scheme, State.Mentor), State.Id);
            await GrainFactory.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(id)).Open(new OpenMentorship(id, System, mentor, me, State.Policy!, State.Zone));
        }

        await Queue(Guid.Empty, System, (_, _) => new MenteeTold([.. closings.Select(owed => owed.Request)], opened));
    }

    private IMentorGrain MentorOf(string person) => GrainFactory.GetGrain<IMentorGrain>(new MemberId(State.Id.Scheme, person).MentorKey);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What {Mentee} asks or owes was not answered; it will be put again.")]
    private partial void LogUnanswered(Exception fault, MemberId mentee);
}
