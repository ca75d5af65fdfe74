namespace OutreachSilo.People.Accounts;

/// <summary>Accounts of the demo. Whoever calls it has made sure that this is a demo on loopback.</summary>
public interface IDemoAccounts
{
    /// <summary>
    /// Makes those that are missing and leaves the rest alone; a repeat changes nothing. Returns the person id of each doctor and trainee by address.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> Ensure(IReadOnlyCollection<NewAccount> accounts, CancellationToken cancellationToken = default);
}
