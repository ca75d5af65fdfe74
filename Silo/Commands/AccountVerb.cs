using OutreachSilo.People.Accounts;

namespace OutreachSilo.Commands;

/// <summary>Stores an account that was named on the command line, and shows its new password once.</summary>
internal static class AccountVerb
{
    public static async Task<int> Add(IServiceProvider services, NewAccount account, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var password = AccountAdministration.GeneratePassword();
        var isCoordinator = account.Role == Roles.Coordinator;
        string[] practices = isCoordinator ? [] : account.Scope.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var made = await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(
            new People.Accounts.NewAccount(account.Mail, account.Name, password, [account.Role], isCoordinator ? account.Scope : null, practices), cancellationToken);
        foreach (var problem in made.Problems) await Console.Error.WriteLineAsync(problem);
        if (!made.Succeeded) return ExitStatus.Failed;
        Console.WriteLine($"{account.Mail} can sign in with this password. It will not be shown again: {password}");
        return ExitStatus.Done;
    }
}
