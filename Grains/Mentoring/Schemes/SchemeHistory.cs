using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>What happened to a scheme, in words.</summary>
internal static class SchemeHistory
{
    public static Said? Say(Change change) => change switch
    {
        SchemeDefined x => new Said("Scheme and its limits defined", Detail: x.Name),
        MemberEnrolled x => new Said($"Enrolled as {Name(x.Role)}", x.Person),
        MemberLeft x => new Said($"Left as {Name(x.Role)}", x.Person),
        AgreementPublished x => $"Version {x.Version} of the agreement published",
        MatchBegun x => $"Match of {Pairs(x.Pairs.Length)} begun",
        PairsMade x => $"{Pairs(x.Made)} made{(x.Refused.Length > 0 ? $", {x.Refused.Length} refused" : "")}",
        MembersTold x => $"{(x.Members.Length == 1 ? "1 member" : $"{x.Members.Length} members")} told",
        _ => default(Said?),
    };

    private static string Name(MemberRole role) => role == MemberRole.Mentor ? "mentor" : "mentee";

    private static string Pairs(int count) => count == 1 ? "1 pair" : $"{count} pairs";
}
