using System.Collections.Immutable;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>A training scheme: the fold of its changes.</summary>
internal sealed record SchemeState : IJournaledState<SchemeState>
{
    public required string Code { get; init; }

    public string Name { get; init; } = "";

    public string Region { get; init; } = "";

    public string Zone { get; init; } = "";

    /// <summary>Null before the scheme was defined.</summary>
    public ProgrammePolicy? Policy { get; init; }

    public ImmutableDictionary<(string Person, MemberRole Role), SchemeMember> Members { get; init; } =
        ImmutableDictionary<(string, MemberRole), SchemeMember>.Empty;

    public int Mentors { get; init; }

    public int Mentees { get; init; }

    /// <summary>Counts what members have to hear of.</summary>
    public long Revision { get; init; }

    /// <summary>Members who have not heard of the newest change that concerns them, and its revision.</summary>
    public ImmutableDictionary<(string Person, MemberRole Role), long> Owed { get; init; } = ImmutableDictionary<(string, MemberRole), long>.Empty;

    /// <summary>Version 1 first.</summary>
    public ImmutableArray<AgreementVersion> Agreements { get; init; } = [];

    /// <summary>A match under way, and the pairs not asked about yet.</summary>
    public MatchBegun? Match { get; init; }

    public ImmutableQueue<ChosenPair> PairsLeft { get; init; } = [];

    public MatchReport? LastMatch { get; init; }

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public DateTimeOffset? DueAt { get; init; }

    public bool IsDefined => Policy is not null;

    public bool IsPending => !Owed.IsEmpty || Match is not null;

    public static ChangeSet Changes => SchemeChanges.All;

    public static SchemeState Empty(string key) =>
        GrainKeys.TryParseScheme(key, out var code)
            ? new SchemeState { Code = code }
            : throw new FormatException($"'{key}' is not a scheme.");

    public SchemeState Apply(Change change, DateTimeOffset at)
    {
        var next = (this with { Answers = Answers.At(at) }).Fold(change, at);
        return next with { DueAt = !next.IsPending ? null : DueAt ?? at + MentoringLimits.AskAgainAfter };
    }

    private SchemeState Fold(Change change, DateTimeOffset at) => change switch
    {
        SchemeDefined x => Define(x),
        MemberEnrolled x => Enrol(x),
        MemberLeft x => Owe(x.Person, x.Role) with
        {
            Members = Members.SetItem((x.Person, x.Role), Members[(x.Person, x.Role)] with { HasLeft = true }),
            Mentors = Mentors - (x.Role == MemberRole.Mentor ? 1 : 0),
            Mentees = Mentees - (x.Role == MemberRole.Mentee ? 1 : 0),
            Answers = Answers.With(x.Command, Subjects.Leave),
        },
        AgreementPublished x => this with { Agreements = Agreements.Add(new(x.Version, x.Text, at)), Answers = Answers.With(x.Command, Subjects.Agreement(x.Text.Sha256)) },
        MatchBegun x => this with
        {
            Match = x,
            PairsLeft = ImmutableQueue.CreateRange(x.Pairs),
            LastMatch = new MatchReport(x.Command, 0, [], x.Pairs.Length),
            Answers = Answers.With(x.Command, Subjects.Match),
        },
        PairsMade x => Make(x),
        MembersTold x => this with { Owed = Owed.RemoveRange(x.Members.Where(told => Owed.GetValueOrDefault((told.Person, told.Role)) == told.Revision).Select(told => (told.Person, told.Role))) },
        _ => throw new InvalidDataException($"{Code} cannot take a {change.GetType().Name}."),
    };

    private SchemeState Define(SchemeDefined change)
    {
        var next = this with { Name = change.Name, Region = change.Region, Zone = change.Zone, Policy = change.Policy, Answers = Answers.With(change.Command, Subjects.Define) };
        return change.Policy == Policy && change.Zone == Zone
            ? next
            : Members.Values.Where(member => !member.HasLeft).OrderBy(member => member.Person, StringComparer.Ordinal).Aggregate(next, (state, member) => state.Owe(member.Person, member.Role));
    }

    private SchemeState Enrol(MemberEnrolled change)
    {
        var isNew = !Members.TryGetValue((change.Person, change.Role), out var known) || known.HasLeft;
        return Owe(change.Person, change.Role) with
        {
            Members = Members.SetItem((change.Person, change.Role), new SchemeMember(change.Person, change.Role, change.Profile, false)),
            Mentors = Mentors + (isNew && change.Role == MemberRole.Mentor ? 1 : 0),
            Mentees = Mentees + (isNew && change.Role == MemberRole.Mentee ? 1 : 0),
            Answers = Answers.With(change.Command, Subjects.Member(change.Person, change.Role)),
        };
    }

    private SchemeState Make(PairsMade change)
    {
        var left = PairsLeft;
        for (var i = 0; i < change.Asked; i++) left = left.Dequeue();
        var report = LastMatch! with { Made = LastMatch.Made + change.Made, Refused = LastMatch.Refused.AddRange(change.Refused), Left = LastMatch.Left - change.Asked };
        return this with { PairsLeft = left, LastMatch = report, Match = left.IsEmpty ? null : Match };
    }

    private SchemeState Owe(string person, MemberRole role) => this with { Revision = Revision + 1, Owed = Owed.SetItem((person, role), Revision + 1) };

    public void Check()
    {
        if (Mentors + Mentees > MentoringLimits.MembersMax) throw new InvariantException($"{Code} has more than {MentoringLimits.MembersMax} members.");
    }

    public void CheckWhole()
    {
        Check();
        var present = Members.Values.Where(member => !member.HasLeft).ToList();
        if (present.Count(member => member.Role == MemberRole.Mentor) != Mentors || present.Count(member => member.Role == MemberRole.Mentee) != Mentees)
            throw new InvariantException($"{Code}: the counts differ from the members.");
    }

    public SchemeView View(long version) => new(Code, Name, Region, Zone, Policy!, Agreements.Length, Mentors, Mentees, Owed.Count, LastMatch, version);

    public SummaryRow ToSummary(string grain, long version) => new(
        grain, version, "scheme", Code, null, DueAt, Name, Policy is null
            ? "{}"u8.ToArray()
            : JsonSerializer.SerializeToUtf8Bytes(new SchemeSummary(Name, Region, Policy.Name, Mentors, Mentees), SchemeJson.Default.SchemeSummary));
}
