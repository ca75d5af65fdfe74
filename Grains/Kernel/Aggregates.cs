using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OutreachSilo.Kernel;

/// <summary>All aggregates that features have registered.</summary>
public sealed partial class Aggregates
{
    private readonly FrozenDictionary<string, Aggregate> byPrefix;
    private readonly FrozenDictionary<Type, Aggregate> byState;

    /// <exception cref="InvalidOperationException">
    /// A registration contradicts itself or another: a prefix is used twice, or a kind for two records, or a kind is neither told nor
    /// silent, or both. A record of the kernel may be a change of several aggregates, under one kind.
    /// </exception>
    internal Aggregates(IEnumerable<Aggregate> registered)
    {
        All = [.. registered];
        if (Problem() is { } problem) throw new InvalidOperationException(problem);
        byPrefix = All.ToFrozenDictionary(aggregate => aggregate.Prefix, StringComparer.Ordinal);
        byState = All.ToFrozenDictionary(aggregate => aggregate.State);
        ToldKinds = [.. All.SelectMany(aggregate => aggregate.Told)];
    }

    /// <summary>In the order of their registration.</summary>
    internal ImmutableArray<Aggregate> All { get; }

    /// <summary>Kinds of changes of which somebody may be told by email.</summary>
    internal ImmutableArray<string> ToldKinds { get; }

    /// <summary>Null for a key that no aggregate has.</summary>
    internal Aggregate? Find(string key) => byPrefix.GetValueOrDefault(key[..(key.IndexOf('/', StringComparison.Ordinal) + 1)]);

    /// <exception cref="KeyNotFoundException">No feature has registered it.</exception>
    internal Aggregate<TState> Of<TState>()
        where TState : class, Common.IJournaledState<TState> => (Aggregate<TState>)byState[typeof(TState)];

    private string? Problem()
    {
        if (All.FirstOrDefault(aggregate => !PrefixForm().IsMatch(aggregate.Prefix)) is { } odd)
            return $"'{odd.Prefix}' is no prefix: lower-case letters and hyphens, then a slash.";
        if (Twice(All.Select(aggregate => aggregate.Prefix)) is { } prefix) return $"Two aggregates have the prefix '{prefix}'.";
        if (Twice(All.Select(aggregate => aggregate.State.Name)) is { } state) return $"{state} is registered twice.";
        var changes = All.SelectMany(aggregate => aggregate.Changes.All).Distinct().ToList();
        if (Twice(changes.Select(change => change.Kind)) is { } kind) return $"The kind '{kind}' is declared twice.";
        if (Twice(changes.Select(change => change.Type.FullName!)) is { } type) return $"{type} has two kinds.";
        foreach (var aggregate in All)
        {
            var (kinds, told) = (aggregate.Changes.Kinds.ToList(), aggregate.Told.ToList());
            if (Twice(told.Concat(aggregate.Silent)) is { } both) return $"The kind '{both}' is told and silent at once.";
            if (kinds.Except(told).Except(aggregate.Silent).FirstOrDefault() is { } neither)
                return $"The kind '{neither}' is neither told nor silent.";
            if (told.Concat(aggregate.Silent).Concat(aggregate.NamingKinds).Except(kinds).FirstOrDefault() is { } unknown)
                return $"{aggregate.Kind} has no kind '{unknown}'.";
        }

        return null;
    }

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;

    [GeneratedRegex("^[a-z][a-z-]*/$")]
    private static partial Regex PrefixForm();
}

internal static class AggregateRegistration
{
    /// <summary>Registers an aggregate with everything that works across aggregates. A feature calls it from its own folder.</summary>
    public static IServiceCollection AddAggregate(this IServiceCollection services, Aggregate aggregate)
    {
        services.TryAddSingleton(provider => new Aggregates(provider.GetServices<Aggregate>()));
        return services.AddSingleton(aggregate);
    }
}
