using OutreachSilo.People.Accounts;

namespace OutreachSilo.Common.History;

/// <summary>Whose names a reader may see.</summary>
/// <param name="Ids">Opaque ids of persons.</param>
/// <param name="Others">What everybody else is called.</param>
public sealed record Seen(IReadOnlyCollection<string> Ids, string Others);

/// <summary>What those are called whom the journal knows by opaque ids: accounts, persons and the machine itself. Scoped.</summary>
public sealed class HistoryNames(IPeopleNames people, CurrentUser user)
{
    /// <summary>A name for each id asked for.</summary>
    /// <param name="seen">Null for everybody's.</param>
    public async Task<IReadOnlyDictionary<string, string>> Of(IEnumerable<string> ids, Seen? seen, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct(StringComparer.Ordinal).ToList();
        var known = await people.AccountsOf(asked.Where(id => OfTheMachine(id) is null && MayRead(id, seen)), cancellationToken);
        return asked.ToDictionary(id => id, id => OfTheMachine(id) ?? known.GetValueOrDefault(id) ?? (MayRead(id, seen) ? $"Former user {id[..Math.Min(4, id.Length)]}" : seen!.Others), StringComparer.Ordinal);
    }

    private bool MayRead(string id, Seen? seen) => seen is null || id == user.AccountId || seen.Ids.Contains(id, StringComparer.Ordinal);

    private static string? OfTheMachine(string actor) => actor switch
    {
        "" or "system" => "The service",
        "import" => "NHS register import",
        "demo" => "The demo",
        _ => null,
    };
}
