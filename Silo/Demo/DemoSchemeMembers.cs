using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Grants;

namespace OutreachSilo.Demo;

/// <summary>Mentors and mentees of the demo's scheme. Five of them are shown for signing in; the others have a name only.</summary>
internal static class DemoSchemeMembers
{
    public const string Scheme = "marlshire";
    public const int Mentors = 8;
    public const int Mentees = 20;

    private const int FirstPerson = 100;

    private static readonly string[] Names =
    [
        "Dr Mo Farrell", "Dr Sian Prosser", "Dr Kwame Boateng", "Dr Lena Hart", "Dr Idris Vaughan", "Dr Priya Menon", "Dr Callum Reeve", "Dr Zofia Nowak",
        "Dr Tia Lorne", "Dr Ivo Brandt", "Dr Nell Garrow", "Dr Oona Flynn", "Dr Sam Achebe", "Dr Mei Tanaka", "Dr Rhys Bevan", "Dr Hana Yusuf", "Dr Jude Calder",
        "Dr Ines Duarte", "Dr Omar Siddiq", "Dr Beth Larkin", "Dr Finn Mercer", "Dr Leila Aziz", "Dr Hugo Penn", "Dr Amara Cole", "Dr Theo Lang", "Dr Nadia Rahim",
        "Dr Ewan Tait", "Dr Freya Stone",
    ];

    private static readonly string[] Interests = ["Rural practice", "Women's health", "Teaching", "Mental health", "Research", "Sports medicine", "Digital health"];

    private static readonly string[] Placements = ["Elm Tree Surgery", "Paediatrics", "Emergency medicine", "Psychiatry", "Palliative care", "Dermatology"];

    /// <param name="number">0 to 27: mentors first.</param>
    public static string Person(int number) => DemoPeople.Id(FirstPerson + number);

    public static MemberProfile Profile(int number) =>
        new([Interests[number % Interests.Length], Interests[(number + 3) % Interests.Length]], [Placements[number % Placements.Length], Placements[(number * 5 + 2) % Placements.Length]]);

    public static IEnumerable<NewAccount> Accounts => Enumerable.Range(0, Names.Length).Select(Account);

    public static IEnumerable<DemoAccount> Shown =>
    [
        Show(0, "senior trainee, mentor of 2", "Mentor"),
        Show(1, "senior trainee, mentor of 1", "Mentor"),
        Show(Mentors, "first-year trainee with a mentor", "Mentee"),
        Show(Mentors + 1, "first-year trainee with the same mentor", "Mentee"),
        Show(Mentors + 2, "first-year trainee without a mentor", "Mentee"),
    ];

    private static NewAccount Account(int number) =>
        new(Address(number), Names[number], DemoAccountList.Password, [], null, [], Person(number)) { MoreRoles = [new GrantSpec(Roles.Trainee, Scheme)] };

    private static DemoAccount Show(int number, string what, string role) => new($"{Names[number]}, {what}", Address(number), DemoAccountList.Password, role);

    private static string Address(int number) => $"{Names[number].Split(' ')[1].ToLowerInvariant()}.{Names[number].Split(' ')[2].ToLowerInvariant()}@demo.example";
}
