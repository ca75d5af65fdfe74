using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OutreachSilo.Mentoring;

/// <summary>The lists, read from what the grains have summarised.</summary>
internal sealed class MentoringDirectory(IMentoringStore store) : IMentoringDirectory
{
    public async Task<ImmutableArray<SchemeLine>> Schemes(CancellationToken cancellationToken) =>
        [.. (await Read("scheme", null, null, SchemeJson.Default.SchemeSummary, cancellationToken))
            .Select(row => new SchemeLine(row.Scheme, row.Body.Name, row.Body.Region, row.Body.Programme, row.Body.Mentors, row.Body.Mentees)).OrderBy(line => line.Name, StringComparer.Ordinal)];

    public async Task<ImmutableArray<MentorLine>> Mentors(string scheme, CancellationToken cancellationToken) =>
        [.. (await Read("mentor", scheme, null, MentorJson.Default.MentorSummary, cancellationToken)).Select(row => row.Body)
            .Select(body => new MentorLine(body.Person, body.Room, body.Mentees, body.PausedBy, body.HasLeft, body.TrainedOn, body.HasHours, body.Profile, body.Inbox, body.Ledger))];

    public async Task<ImmutableArray<MenteeLine>> Mentees(string scheme, CancellationToken cancellationToken) =>
        [.. (await Read("mentee", scheme, null, MenteeJson.Default.MenteeSummary, cancellationToken)).Select(row => row.Body)
            .Select(body => new MenteeLine(body.Person, body.Mentor, body.Mentorship, body.HasLeft, body.Profile, body.Choices, body.Open, body.Past))];

    public async Task<ImmutableArray<PairLine>> Pairs(string scheme, CancellationToken cancellationToken) => await PairsIn(scheme, null, cancellationToken);

    public async Task<ImmutableArray<PairLine>> PairsOf(MemberId member, CancellationToken cancellationToken) =>
        [.. (await PairsIn(member.Scheme, member.Person, cancellationToken)).OrderByDescending(pair => pair.Since)];

    public async Task<ImmutableArray<Membership>> Memberships(string person, CancellationToken cancellationToken)
    {
        var mentors = await Read("mentor", null, person, MentorJson.Default.MentorSummary, cancellationToken);
        var mentees = await Read("mentee", null, person, MenteeJson.Default.MenteeSummary, cancellationToken);
        return
        [
            .. mentors.Where(row => !row.Body.HasLeft).Select(row => new Membership(row.Scheme, MemberRole.Mentor)),
            .. mentees.Where(row => !row.Body.HasLeft).Select(row => new Membership(row.Scheme, MemberRole.Mentee)),
        ];
    }

    private async Task<ImmutableArray<PairLine>> PairsIn(string scheme, string? person, CancellationToken cancellationToken) =>
        [.. (await Read("mentorship", scheme, person, MentorshipJson.Default.MentorshipSummary, cancellationToken)).Select(row => row.Body)
            .Select(body => new PairLine(body.Id, body.Mentor, body.Mentee, body.Since, body.EndedAt, body.IsSigned, body.Months, body.Booked, body.Next))];

    /// <summary>A grain that has decided nothing yet has an empty summary, and is left out.</summary>
    private async Task<IEnumerable<(string Scheme, T Body)>> Read<T>(string kind, string? scheme, string? person, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        (await store.Summaries(kind, scheme, person, cancellationToken))
            .Where(row => row.Body.Length > 2)
            .Select(row => (row.Scheme, JsonSerializer.Deserialize(row.Body.Span, type) ?? throw new InvalidDataException($"A summary of kind '{kind}' is null.")));
}
