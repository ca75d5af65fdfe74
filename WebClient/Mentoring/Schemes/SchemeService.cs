using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>A scheme as its members and its lead read it. Others are refused with <see cref="ProblemCodes.NotAllowed"/>. Scoped.</summary>
public sealed class SchemeService(IGrainFactory grains, GrainCalls calls, IMentoringDirectory directory, MemberNames names, SchemeAccess access, CurrentUser user)
{
    /// <summary>Refused: NotAllowed, SchemeUnknown.</summary>
    public async Task<Outcome<SchemeView>> Scheme(string scheme) =>
        access.ToRead(scheme) is { } refusal ? refusal : await calls.Ask(grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(scheme)), static grain => grain.View());

    /// <summary>Refused: NotAllowed, SchemeUnknown, AgreementUnknown.</summary>
    /// <param name="version">1 and up; 0 for the newest.</param>
    public async Task<Outcome<AgreementText>> Agreement(string scheme, int version) =>
        access.ToRead(scheme) is { } refusal
            ? refusal
            : await calls.Ask((Grain: grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(scheme)), version), static call => call.Grain.Agreement(call.version));

    /// <summary>The mentors who have not left, those with most room first, then by name. Refused: NotAllowed, SchemeUnknown.</summary>
    public async Task<Outcome<MentorEntries>> Mentors(string scheme, CancellationToken cancellationToken = default)
    {
        if (access.ToRead(scheme) is { } refusal) return refusal;
        var lines = (await directory.Mentors(scheme, cancellationToken)).Where(line => !line.HasLeft).ToList();
        var known = await names.Of(lines.Select(line => line.Person), cancellationToken);
        return new MentorEntries([.. lines.Select(line => new MentorEntry(line, known[line.Person])).OrderByDescending(entry => entry.Line.Room).ThenBy(entry => entry.Name, StringComparer.Ordinal)]);
    }

    /// <summary>What the signed-in person is, in the schemes that they belong to, with their pairs; the scheme's name where it is known.</summary>
    public async Task<ImmutableArray<MySchemeEntry>> Mine(CancellationToken cancellationToken = default)
    {
        if (user is not { IsTrainee: true, PersonId: { } person }) return [];
        var memberships = (await directory.Memberships(person, cancellationToken)).Where(membership => user.Trains(membership.Scheme)).ToLookup(membership => membership.Scheme, membership => membership.Role, StringComparer.Ordinal);
        var known = (await directory.Schemes(cancellationToken)).ToDictionary(line => line.Code, line => line.Name, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<MySchemeEntry>();
        foreach (var scheme in user.TrainsIn)
            entries.Add(new MySchemeEntry(
                scheme, known.GetValueOrDefault(scheme, scheme), [.. memberships[scheme].Distinct().Order()], await directory.PairsOf(new MemberId(scheme, person), cancellationToken)));
        return entries.ToImmutable();
    }
}

/// <summary>A mentor of the directory, with the name that members see.</summary>
public sealed record MentorEntry(MentorLine Line, string Name);

public sealed record MentorEntries(ImmutableArray<MentorEntry> Mentors);

/// <param name="Roles">Empty while the lead has not enrolled them.</param>
/// <param name="Pairs">In either role, the newest first; also those that have ended.</param>
public sealed record MySchemeEntry(string Scheme, string Name, ImmutableArray<MemberRole> Roles, ImmutableArray<PairLine> Pairs);
