using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>What a feature says of one aggregate, once; what works across aggregates finds it here by the prefix of their keys.</summary>
/// <param name="prefix">Of its keys, for example <c>week/</c>.</param>
internal abstract class Aggregate(string prefix, Type state, ChangeSet changes)
{
    public string Prefix { get; } = prefix;

    /// <summary>Kind of its summary rows: the prefix without its slash.</summary>
    public string Kind => Prefix[..^1];

    public Type State { get; } = state;

    public ChangeSet Changes { get; } = changes;

    /// <summary>Words for each of its changes; null for a change that has none, which is a bug.</summary>
    public required Func<Change, Said?> History { get; init; }

    /// <summary>Kinds that say whose a place is; other changes of the place say only which.</summary>
    public ImmutableArray<string> NamingKinds { get; init; } = [];

    /// <summary>Kinds of which nobody is told by email. Every kind is either here or in a notice rule.</summary>
    public required ImmutableArray<string> Silent { get; init; }

    /// <summary>Makes the audit of the aggregate with a key; null where its changes break no invariant of their own.</summary>
    public Func<string, IAggregateAudit>? Audit { get; init; }

    /// <summary>Kinds of which somebody may be told by email.</summary>
    public abstract IEnumerable<string> Told { get; }

    public Said Say(Change change) =>
        History(change) ?? throw new InvalidOperationException($"There are no words for {change.GetType().Name}.");

    /// <summary>Who is told of a change, in the order of the rules.</summary>
    public abstract Task<IReadOnlyList<Notice>> NoticesOf(JournalRow row, PastStates states, CancellationToken cancellationToken);

    /// <exception cref="InvalidOperationException">Nothing of it has a deadline.</exception>
    public abstract Task Wake(IGrainFactory grains, string key);
}

/// <inheritdoc/>
internal abstract class Aggregate<TState>(string prefix) : Aggregate(prefix, typeof(TState), TState.Changes)
    where TState : class, IJournaledState<TState>
{
    public ImmutableArray<NoticeRule<TState>> Notices { get; init; } = [];

    /// <summary>Topics that move when changes are durable, given the state after them.</summary>
    public Func<TState, ImmutableArray<Change>, IEnumerable<string>> Topics { get; init; } = static (_, _) => [];

    public override IEnumerable<string> Told => Notices.Select(rule => rule.Kind).Distinct(StringComparer.Ordinal);

    public override async Task<IReadOnlyList<Notice>> NoticesOf(JournalRow row, PastStates states, CancellationToken cancellationToken)
    {
        var rules = Notices.Where(rule => rule.Kind == row.Entry.Kind).ToList();
        if (rules.Count == 0) return [];
        var told = await states.Of<TState>().At(row, cancellationToken);
        var notices = new List<Notice>();
        foreach (var rule in rules)
        {
            foreach (var notice in rule.Of(told))
                if (await rule.ByNow(notice, row.Grain, states, cancellationToken) is { } standing) notices.Add(standing);
        }

        return notices;
    }
}

/// <typeparam name="TGrain">Woken at its deadlines when it is an <see cref="IAggregateGrain"/>.</typeparam>
/// <inheritdoc/>
internal sealed class Aggregate<TState, TGrain>(string prefix) : Aggregate<TState>(prefix)
    where TState : class, IJournaledState<TState>
    where TGrain : IGrainWithStringKey
{
    public override Task Wake(IGrainFactory grains, string key) => grains.GetGrain<TGrain>(key) is IAggregateGrain grain
        ? grain.Wake()
        : throw new InvalidOperationException($"{typeof(TGrain).Name} has no deadlines.");
}
