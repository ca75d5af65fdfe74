using System.CommandLine;

namespace OutreachSilo.Commands;

/// <summary><c>accounts add</c>: makes the first administrator, and anybody else, from the machine itself.</summary>
internal static class AccountsCommand
{
    private static readonly string[] Roles = ["administrator", "coordinator", "practice-manager", "doctor"];

    /// <param name="add">Stores the account and tells how to sign in; its exit status.</param>
    public static Command Create(CommandHost host, Func<IServiceProvider, NewAccount, CancellationToken, Task<int>> add)
    {
        var mail = new Argument<string>("MAIL") { Description = "Email address to sign in with" };
        var name = new Option<string>("--name") { Description = "Name shown to other people", Required = true };
        var role = new Option<string>("--role") { Description = string.Join(", ", Roles), Required = true };
        role.AcceptOnlyFromAmong(Roles);
        var scope = new Option<string>("--for") { Description = "Region code for a coordinator (Y61) or practice code for a manager (K81001)", DefaultValueFactory = _ => "" };
        var command = new Command("add", "Create an account") { mail, name, role, scope };
        command.SetAction(parsed =>
        {
            var account = new NewAccount(parsed.GetRequiredValue(mail), parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetRequiredValue(scope));
            return host.Run((services, cancel) => add(services, account, cancel));
        });
        return new Command("accounts", "Manage accounts") { command };
    }
}
