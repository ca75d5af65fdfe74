using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>What happened to a scheme, in words.</summary>
internal static class SchemeHistory
{
    public static Said? Say(Change change) => change switch
    {
        SchemeDefined x => new Said("Scheme details and limits saved", Detail: x.Name),
        MemberEnrolled x => new Said($"Enrolled as a {Name(x.Role)}", x.Person),
        MemberLeft x => new Said($"Removed as a {Name(x.Role)}", x.Person),
        AgreementPublished x => $"Version {x.Version} of the agreement published",
        MatchBegun x => $"Matching of {Pairs(x.Pairs.Length)} started",
        PairsMade x => $"{Pairs(x.Made)} matched{(x.Refused.Length > 0 ? $", {x.Refused.Length} not possible" : "")}",
        MembersTold x => $"{(x.Members.Length == 1 ? "1 member" : $"{x.Members.Length} members")} updated",
        _ => default(Said?),
    };

    private static string Name(MemberRole role) => role == MemberRole.Mentor ? "mentor" : "mentee";

    private static string Pairs(int count) => count == 1 ? "1 mentee" : $"{count} mentees";
}
