using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Grants;

namespace OutreachSilo.Demo;

/// <summary>Who a visitor of the demo can be. The password is public on purpose; these accounts exist only where the demo runs, on loopback.</summary>
internal static class DemoAccountList
{
    public const string Password = "marlshire-2026";

    public static IReadOnlyList<(NewAccount Account, DemoAccount Shown)> All { get; } =
    [
        One("rowan@demo.example", "Rowan Ashby", "Rowan Ashby, regional coordinator of Marlshire", "Coordinator", Roles.Coordinator, DemoCounty.Region, []),
        One("imogen@demo.example", "Imogen Clarke", "Imogen Clarke, manager of 3 linked practices", "Practice manager", Roles.PracticeManager, null,
            [DemoCounty.OdsCode(0), DemoCounty.OdsCode(1), DemoCounty.OdsCode(2)]),
        One("tomas@demo.example", "Tomas Reid", "Tomas Reid, manager of 1 practice", "Practice manager", Roles.PracticeManager, null, [DemoCounty.OdsCode(5)]),
        One("mina@demo.example", "Mina Holt", "Mina Holt, assistant manager of 1 practice", "Assistant manager", new GrantSpec(Roles.PracticeAssistant, DemoCounty.OdsCode(0))),
        One("jo@demo.example", "Jo Baxter", "Jo Baxter, receptionist at 1 practice", "Reception", new GrantSpec(Roles.PracticeReception, DemoCounty.OdsCode(0))),
        One("sefton@demo.example", "Sefton Gray", "Sefton Gray, lead of the Marlshire mentoring scheme", "Scheme lead", new GrantSpec(Roles.SchemeLead, "marlshire")),
        One("alex@demo.example", "Alex Moore", "Alex Moore, administrator of the service", "Administrator", Roles.Administrator, null, []),
        One("ana@demo.example", "Dr Ana Okafor", "Dr Ana Okafor, Foundation doctor", "Doctor", Roles.Doctor, null, [], 1),
        One("ben@demo.example", "Dr Ben Whitlock", "Dr Ben Whitlock, Foundation doctor", "Doctor", Roles.Doctor, null, [], 2),
        One("cleo@demo.example", "Dr Cleo Marsh", "Dr Cleo Marsh, Foundation doctor", "Doctor", Roles.Doctor, null, [], 3),
        One("dev@demo.example", "Dr Dev Patel", "Dr Dev Patel, Foundation doctor", "Doctor", Roles.Doctor, null, [], 4),
    ];

    private static (NewAccount Account, DemoAccount Shown) One(string email, string name, string label, string role, GrantSpec held) =>
        (new NewAccount(email, name, Password, [], null, []) { MoreRoles = [held] }, new DemoAccount(label, email, Password, role));

    private static (NewAccount Account, DemoAccount Shown) One(
        string email, string name, string label, string role, string roleCode, string? region, IReadOnlyList<string> practices, int? person = null) =>
        (new NewAccount(email, name, Password, [roleCode], region, practices, person is { } number ? DemoPeople.Id(number) : null), new DemoAccount(label, email, Password, role));
}
