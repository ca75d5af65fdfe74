namespace OutreachSilo.People.Accounts;

/// <summary>Names of people for those who may see them: hosts and coordinators. The journal knows opaque ids only.</summary>
public interface IPeopleNames
{
    /// <summary>A display name for each id asked for; "Applicant 1a2b" where no account has it. At most 1,000 ids.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesOf(IEnumerable<string> personIds, CancellationToken cancellationToken = default);

    /// <summary>Display names by account id or person id; ids that nobody has are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> AccountsOf(IEnumerable<string> ids, CancellationToken cancellationToken = default);
}
