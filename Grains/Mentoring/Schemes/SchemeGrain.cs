using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>A training scheme. A flow: its members hear from it, and nobody whom it asks asks back but for the agreement, which interleaves.</summary>
[GrainType("scheme")]
internal sealed partial class SchemeGrain(IJournal journal, TimeProvider time, ITexts texts, CohortMatcher matcher, ILogger<SchemeGrain> log)
    : AggregateGrain<SchemeState>(journal, time), ISchemeGrain
{
    private const int AtOnce = 100;

    /// <summary>How long one call goes on telling and matching; the deadline service does the rest.</summary>
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(5);

    public Task<Outcome<SchemeView>> Define(DefineScheme command) =>
        Change<SchemeView>(command.Id, command.Actor, scheme => SchemeRules.Define(scheme, command), scheme => scheme.View(DurableVersion));

    public Task<Outcome<SchemeMember>> Enrol(EnrolMember command) =>
        Change<SchemeMember>(command.Id, command.Actor, scheme => SchemeRules.Enrol(scheme, command), scheme => scheme.Members[(command.Person, command.Role)]);

    public Task<Outcome<SchemeMember>> Leave(LeaveScheme command) =>
        Change<SchemeMember>(command.Id, command.Actor, scheme => SchemeRules.Leave(scheme, command), scheme => scheme.Members[(command.Person, command.Role)]);

    public async Task<Outcome<AgreementText>> PublishAgreement(PublishAgreement command) =>
        await TextOf(await Change(command.Id, command.Actor, scheme => SchemeRules.PublishAgreement(scheme, command), scheme => SchemeRules.Agreement(scheme, 0)));

    public Task<Outcome<MatchReport>> ApplyMatch(ApplyMatch command) =>
        Change<MatchReport>(command.Id, command.Actor, scheme => SchemeRules.ApplyMatch(scheme, command), scheme => scheme.LastMatch!);

    public async Task<Outcome<AgreementText>> Agreement(int version) => await TextOf(await Sure(SchemeRules.Agreement(Durable, version)));

    public async Task<Outcome<MatchPreview>> PreviewMatch() => Durable.IsDefined ? await matcher.Preview(Durable.Code) : await Sure<MatchPreview>(SchemeRules.NoScheme);

    public Task<Outcome<SchemeView>> View() => Sure<SchemeView>(Durable.IsDefined ? Durable.View(DurableVersion) : SchemeRules.NoScheme);

    public async Task Wake()
    {
        var idle = !State.IsPending;
        await Drive();
        if (idle) await EndIfOvertaken();
    }

    private async Task<Outcome<T>> Change<T>(Guid command, string actor, Func<SchemeState, Decision> decide, Func<SchemeState, Outcome<T>> answer)
        where T : class
    {
        var outcome = await Do(command, actor, (scheme, _) => decide(scheme), (scheme, _) => answer(scheme));
        if (!outcome.Succeeded) return outcome;
        await Drive();
        return answer(Durable);
    }

    /// <summary>Tells members and makes pairs, so many at a time, until nothing is left or the stretch is over.</summary>
    private async Task Drive()
    {
        var until = Now + Stretch;
        try
        {
            while (!State.Owed.IsEmpty && Now < until) await Tell();
            while (State.Match is { } match && Now < until) await Make(match);
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LogUnfinished(fault, State.Code);
        }
    }

    private async Task Tell()
    {
        var told = State.Owed.Take(AtOnce).Select(owed => new ToldMember(owed.Key.Person, owed.Key.Role, owed.Value)).ToImmutableArray();
        await Task.WhenAll(told.Select(async member => await Tell(member)));
        await Queue(Guid.Empty, System, (_, _) => new MembersTold(told));
    }

    private Task Tell(ToldMember told)
    {
        var member = State.Members[(told.Person, told.Role)];
        var id = Derived.Id("enrol", State.Code, told.Role.ToString(), told.Person, told.Revision.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
        var key = new MemberId(State.Code, told.Person);
        return told.Role == MemberRole.Mentor
            ? GrainFactory.GetGrain<IMentorGrain>(key.MentorKey).Enrol(new EnrolMentor(id, System, State.Policy!, State.Zone, member.Profile, member.HasLeft, told.Revision))
            : GrainFactory.GetGrain<IMenteeGrain>(key.MenteeKey).Enrol(new EnrolMentee(id, System, State.Policy!, State.Zone, member.Profile, member.HasLeft, told.Revision));
    }

    private async Task Make(MatchBegun match)
    {
        var pairs = State.PairsLeft.Take(AtOnce).ToList();
        var outcomes = await Task.WhenAll(pairs.Select(async pair => await GrainFactory.GetGrain<IMenteeGrain>(new MemberId(State.Code, pair.Mentee).MenteeKey)
            .Assign(new AssignMentor(Derived.Id("match", match.Command.ToString(), pair.Mentee), match.Actor, new MemberId(State.Code, pair.Mentor)))));
        if (outcomes.Any(outcome => outcome.Refusal?.Code == RefusalCodes.MatchPending)) throw new TimeoutException("A mentor has not answered yet.");
        var refused = pairs.Zip(outcomes).Where(both => !both.Second.Succeeded).Select(both => new RefusedPair(both.First.Mentee, both.First.Mentor, both.Second.Refusal!.Code)).ToImmutableArray();
        await Queue(match.Command, match.Actor, (scheme, _) =>
            scheme.Match?.Command == match.Command ? new PairsMade(match.Command, pairs.Count, pairs.Count - refused.Length, refused) : Decision.Nothing);
    }

    private async Task<Outcome<AgreementText>> TextOf(Outcome<AgreementVersion> agreement)
    {
        if (!agreement.Succeeded) return agreement.Refusal;
        var (version, text, publishedAt) = agreement.Value;
        return await texts.Read(text, CancellationToken.None) is { } written
            ? new AgreementText(version, written, text.Sha256, publishedAt)
            : new Refusal(RefusalCodes.AgreementUnknown, "The text of this version has been erased.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheme {Code} could not tell all of its members; it will go on.")]
    private partial void LogUnfinished(Exception fault, string code);
}
