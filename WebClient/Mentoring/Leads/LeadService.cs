using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>
/// What the lead does with a scheme, and administrators with the list of schemes; for pages and API alike. Others are refused with
/// <see cref="ProblemCodes.NotAllowed"/> before any grain is told. Scoped.
/// </summary>
internal sealed class LeadService(IGrainFactory grains, GrainCalls calls, IMentoringDirectory directory, AccountsDb accounts, SchemeAccess access, CurrentUser user, TimeProvider time)
{
    /// <summary>All schemes for an administrator, those led for a lead.</summary>
    public async Task<ImmutableArray<SchemeLine>> Schemes(CancellationToken cancellationToken = default) =>
        [.. (await directory.Schemes(cancellationToken)).Where(line => user.IsAdministrator || user.Leads(line.Code))];

    /// <summary>By an administrator. Refused: SchemeUnknown (a code that is none), NotAllowed, and as <see cref="ISchemeGrain.Define"/>.</summary>
    public async Task<Outcome<SchemeView>> Define(string scheme, string name, string region, string zone, ProgrammePolicy policy, Guid command) =>
        !user.IsAdministrator ? NotAnAdministrator
        : !GrainKeys.IsScheme(scheme) ? SchemeAccess.NoSuchScheme
        : await calls.Ask((Grain: GrainOf(scheme), Define: new DefineScheme(command, user.AccountId, name, region, zone, policy)), static call => call.Grain.Define(call.Define));

    /// <summary>The scheme with its programme's limits, for its lead and for administrators. Refused: NotAllowed, SchemeUnknown.</summary>
    public async Task<Outcome<SchemeView>> Programme(string scheme) =>
        !(user.IsAdministrator && GrainKeys.IsScheme(scheme)) && access.ToLead(scheme) is { } refusal ? refusal : await calls.Ask(GrainOf(scheme), static grain => grain.View());

    /// <summary>Numbers and names, never what pairs talk about. Refused: NotAllowed, SchemeUnknown.</summary>
    public async Task<Outcome<SchemeBoard>> Board(string scheme, CancellationToken cancellationToken = default)
    {
        if (access.ToLead(scheme) is { } refusal) return refusal;
        var view = await calls.Ask(GrainOf(scheme), static grain => grain.View());
        if (!view.Succeeded) return view.Refusal;
        return new SchemeBoard(
            view.Value, await directory.Mentors(scheme, cancellationToken), await directory.Mentees(scheme, cancellationToken), await directory.Pairs(scheme, cancellationToken));
    }

    /// <summary>Accounts that hold the role trainee of the scheme now, by name. Refused: NotAllowed, SchemeUnknown.</summary>
    public async Task<Outcome<IReadOnlyList<TraineeLine>>> Trainees(string scheme, CancellationToken cancellationToken = default)
    {
        if (access.ToLead(scheme) is { } refusal) return refusal;
        var now = time.GetUtcNow();
        return new(await (from account in accounts.Users.AsNoTracking()
                          where account.PersonId != null && accounts.Grants.Any(grant =>
                              grant.AccountId == account.Id && grant.Role == Roles.Trainee && grant.Scope == scheme && grant.EndedAt == null && (grant.Until == null || grant.Until > now))
                          orderby account.DisplayName, account.Id
                          select new TraineeLine(account.PersonId!, account.DisplayName, account.Email ?? "")).ToListAsync(cancellationToken), null);
    }

    /// <summary>Takes in somebody who holds the role trainee of the scheme. Refused: NotAllowed, MemberUnknown, and as <see cref="ISchemeGrain.Enrol"/>.</summary>
    public async Task<Outcome<SchemeMember>> Enrol(string scheme, string person, MemberRole role, MemberProfile profile, Guid command, CancellationToken cancellationToken = default)
    {
        var trainees = await Trainees(scheme, cancellationToken);
        if (!trainees.Succeeded) return trainees.Refusal;
        if (!trainees.Value.Any(trainee => trainee.Person == person)) return NoSuchTrainee;
        return await calls.Ask((Grain: GrainOf(scheme), Enrol: new EnrolMember(command, user.AccountId, person, role, profile)), static call => call.Grain.Enrol(call.Enrol));
    }

    /// <summary>Refused: NotAllowed, and as <see cref="ISchemeGrain.Leave"/>.</summary>
    public async Task<Outcome<SchemeMember>> Leave(string scheme, string person, MemberRole role, Guid command) =>
        access.ToLead(scheme) is { } refusal
            ? refusal
            : await calls.Ask((Grain: GrainOf(scheme), Leave: new LeaveScheme(command, user.AccountId, person, role)), static call => call.Grain.Leave(call.Leave));

    /// <summary>Refused: NotAllowed, and as <see cref="ISchemeGrain.PublishAgreement"/>.</summary>
    public async Task<Outcome<AgreementText>> PublishAgreement(string scheme, string text, Guid command) =>
        access.ToLead(scheme) is { } refusal
            ? refusal
            : await calls.Ask((Grain: GrainOf(scheme), Publish: new PublishAgreement(command, user.AccountId, text)), static call => call.Grain.PublishAgreement(call.Publish));

    /// <summary>Refused: NotAllowed, SchemeUnknown.</summary>
    public async Task<Outcome<MatchPreview>> PreviewMatch(string scheme) =>
        access.ToLead(scheme) is { } refusal ? refusal : await calls.Ask(GrainOf(scheme), static grain => grain.PreviewMatch());

    /// <summary>Refused: NotAllowed, and as <see cref="ISchemeGrain.ApplyMatch"/>.</summary>
    public async Task<Outcome<MatchReport>> ApplyMatch(string scheme, ImmutableArray<ChosenPair> pairs, Guid command) =>
        access.ToLead(scheme) is { } refusal
            ? refusal
            : await calls.Ask((Grain: GrainOf(scheme), Apply: new ApplyMatch(command, user.AccountId, pairs)), static call => call.Grain.ApplyMatch(call.Apply));

    /// <summary>Pauses a mentor who is inactive, or has them asked again. Refused: NotAllowed, SchemeUnknown, and as <see cref="IMentorGrain.Pause"/>.</summary>
    public async Task<Outcome<MentorView>> Pause(string scheme, string person, bool paused, Guid command) =>
        access.ToLead(scheme) is { } refusal ? refusal
        : !MemberId.TryParse($"{scheme}/{person}", out var mentor) ? NoSuchMentor
        : await calls.Ask((Grain: grains.GetGrain<IMentorGrain>(mentor.MentorKey), Pause: new PauseMentor(command, user.AccountId, paused)), static call => call.Grain.Pause(call.Pause));

    /// <summary>Ends a pair of the scheme. Refused: NotAllowed, SchemeUnknown, MentorshipUnknown, and as <see cref="IMentorshipGrain.End"/>.</summary>
    public async Task<Refusal?> EndPair(string scheme, Guid id, Guid command)
    {
        if (access.ToLead(scheme) is { } refusal) return refusal;
        var grain = grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(id));
        var pair = await calls.Ask(grain, static grain => grain.View());
        if (!pair.Succeeded) return pair.Refusal;
        if (pair.Value.Mentor.Scheme != scheme) return NoSuchPair;
        return (await calls.Ask((grain, End: new EndMentorship(command, user.AccountId, "", Ending.ByLead)), static call => call.grain.End(call.End))).Refusal;
    }

    private ISchemeGrain GrainOf(string scheme) => grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(scheme));

    private static readonly Refusal NotAnAdministrator = new(ProblemCodes.NotAllowed, "Only administrators can change a scheme's settings.");

    private static readonly Refusal NoSuchMentor = new(RefusalCodes.MentorUnknown, "This person is not a mentor in this scheme.");

    private static readonly Refusal NoSuchPair = new(RefusalCodes.MentorshipUnknown, "There is no mentorship with this id in this scheme.");

    private static readonly Refusal NoSuchTrainee = new(RefusalCodes.MemberUnknown, "This person is not a trainee in this scheme yet. Invite them first.");
}

/// <summary>A scheme as its lead sees it.</summary>
public sealed record SchemeBoard(SchemeView Scheme, ImmutableArray<MentorLine> Mentors, ImmutableArray<MenteeLine> Mentees, ImmutableArray<PairLine> Pairs)
{
    /// <summary>Person ids of everybody who is named on it.</summary>
    public IEnumerable<string> Persons => Mentors.Select(line => line.Person).Concat(Mentees.Select(line => line.Person)).Concat(Pairs.SelectMany(line => new[] { line.Mentor, line.Mentee }));
}

/// <summary>Somebody who can be enrolled.</summary>
public sealed record TraineeLine(string Person, string Name, string Email);
