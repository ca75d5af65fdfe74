using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>What a scheme's register, agreement and matches must be like. Pure.</summary>
internal static class SchemeRules
{
    public static Decision Define(SchemeState scheme, DefineScheme command)
    {
        if (scheme.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Define);
        if (command.Name is not { Length: >= 1 and <= MentoringLimits.NameCharactersMax } || string.IsNullOrWhiteSpace(command.Name))
            return new Refusal(InvalidCommand, $"Enter a name for the scheme of 1 to {MentoringLimits.NameCharactersMax} characters.");
        if (MemberRules.Problem(command.Policy, command.Zone, MemberProfile.Empty) is { } problem) return problem;
        return new SchemeDefined(command.Id, command.Name.Trim(), command.Region ?? "", command.Zone, command.Policy);
    }

    public static Decision Enrol(SchemeState scheme, EnrolMember command)
    {
        if (scheme.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Member(command.Person, command.Role));
        if (!scheme.IsDefined) return NoScheme;
        if (!GrainKeys.IsPersonId(command.Person) || !Enum.IsDefined(command.Role)) return new Refusal(InvalidCommand, "Select a person and whether they are a mentor or mentee.");
        if (MemberRules.Problem(command.Profile) is { } problem) return problem;
        if (scheme.Mentors + scheme.Mentees >= MentoringLimits.MembersMax) return new Refusal(SchemeFull, $"A scheme can have up to {MentoringLimits.MembersMax} members.");
        return new MemberEnrolled(command.Id, command.Person, command.Role, command.Profile);
    }

    public static Decision Leave(SchemeState scheme, LeaveScheme command)
    {
        if (scheme.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Leave);
        if (!scheme.IsDefined) return NoScheme;
        if (!scheme.Members.TryGetValue((command.Person, command.Role), out var member)) return NoMember;
        return member.HasLeft ? Decision.Nothing : new MemberLeft(command.Id, command.Person, command.Role);
    }

    public static Decision PublishAgreement(SchemeState scheme, PublishAgreement command)
    {
        if (scheme.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Agreement(WrittenText.HashOf(command.Text ?? "")));
        if (!scheme.IsDefined) return NoScheme;
        if (command.Text is not { Length: >= 1 and <= MentoringLimits.AgreementCharactersMax } || string.IsNullOrWhiteSpace(command.Text))
            return new Refusal(InvalidCommand, $"Enter the agreement in 1 to {MentoringLimits.AgreementCharactersMax} characters.");
        if (scheme.Agreements.Length >= MentoringLimits.AgreementsMax) return new Refusal(InvalidCommand, $"A scheme can have up to {MentoringLimits.AgreementsMax} versions of the agreement.");
        var text = WrittenText.Of(command.Id, "agreement", GrainKeys.Scheme(scheme.Code), Retention.Record, command.Text)!;
        return Decision.With(new AgreementPublished(command.Id, scheme.Agreements.Length + 1, text.Ref), text);
    }

    public static Decision ApplyMatch(SchemeState scheme, ApplyMatch command)
    {
        if (scheme.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Match);
        if (!scheme.IsDefined) return NoScheme;
        if (scheme.Match is not null) return new Refusal(MatchUnderWay, "Another match is in progress. Wait until it has finished and try again.");
        if (command.Pairs.IsDefaultOrEmpty || command.Pairs.Length > MentoringLimits.PairsAtOnceMax)
            return new Refusal(InvalidCommand, $"Match 1 to {MentoringLimits.PairsAtOnceMax} mentees at a time.");
        if (command.Pairs.DistinctBy(pair => pair.Mentee).Count() != command.Pairs.Length) return new Refusal(InvalidCommand, "You can only match each mentee once.");
        return command.Pairs.Any(pair => !scheme.Members.TryGetValue((pair.Mentee, MemberRole.Mentee), out _) || !scheme.Members.TryGetValue((pair.Mentor, MemberRole.Mentor), out _))
            ? new Refusal(MemberUnknown, "Everyone you match must be in this scheme.")
            : new MatchBegun(command.Id, command.Actor, command.Pairs);
    }

    /// <param name="version">0 for the newest.</param>
    public static Outcome<AgreementVersion> Agreement(SchemeState scheme, int version) =>
        !scheme.IsDefined ? NoScheme
        : version < 0 || version > scheme.Agreements.Length || scheme.Agreements.IsEmpty ? new Refusal(AgreementUnknown, "We cannot find this version of the agreement.")
        : scheme.Agreements[version == 0 ? ^1 : version - 1];


    public static readonly Refusal NoScheme = new(SchemeUnknown, "Scheme not found. Check the code.");

    private static readonly Refusal NoMember = new(MemberUnknown, "This person is not a member of this scheme.");
}
