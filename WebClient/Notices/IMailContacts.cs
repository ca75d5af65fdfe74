namespace OutreachSilo.Notices;

/// <summary>Where somebody gets mails.</summary>
/// <param name="Name">For mails to a person; never in mails to mailboxes that several may read.</param>
public sealed record MailContact(string AccountId, string Address, string Name);

/// <summary>Addresses of those who are to be told something. The journal knows opaque ids only.</summary>
public interface IMailContacts
{
    /// <summary>The account of a person, or null where none has that id.</summary>
    Task<MailContact?> Person(string personId, CancellationToken cancellationToken);

    /// <summary>Those who manage a practice, by itself or with its primary care network, and who assist with that.</summary>
    /// <param name="network">Code of the network that it belongs to; empty for none.</param>
    Task<IReadOnlyList<MailContact>> PracticeManagers(string odsCode, string network, CancellationToken cancellationToken);

    /// <summary>Those who lead the mentoring of a scheme.</summary>
    Task<IReadOnlyList<MailContact>> SchemeLeads(string scheme, CancellationToken cancellationToken);

    /// <summary>The coordinators of a region.</summary>
    Task<IReadOnlyList<MailContact>> Coordinators(string region, CancellationToken cancellationToken);
}
