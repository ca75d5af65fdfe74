using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.Engine.Copying;

/// <summary>Copies arrays and the collections of the base library, element by element, keeping comparers.</summary>
internal static class CollectionCopiers
{
    private static readonly Dictionary<Type, string> Methods = new()
    {
        [typeof(List<>)] = nameof(OfList),
        [typeof(Dictionary<,>)] = nameof(OfDictionary),
        [typeof(SortedDictionary<,>)] = nameof(OfSortedDictionary),
        [typeof(ConcurrentDictionary<,>)] = nameof(OfConcurrentDictionary),
        [typeof(HashSet<>)] = nameof(OfHashSet),
        [typeof(SortedSet<>)] = nameof(OfSortedSet),
        [typeof(Queue<>)] = nameof(OfQueue),
        [typeof(Stack<>)] = nameof(OfStack),
        [typeof(ImmutableArray<>)] = nameof(OfImmutableArray),
        [typeof(ImmutableList<>)] = nameof(OfImmutableList),
        [typeof(ImmutableDictionary<,>)] = nameof(OfImmutableDictionary),
        [typeof(KeyValuePair<,>)] = nameof(OfPair),
        [typeof(System.Collections.ObjectModel.ReadOnlyCollection<>)] = nameof(OfReadOnlyCollection),
    };

    public static CopyFunction? For(Type type)
    {
        if (type.IsArray) return type.IsSZArray ? Bind(nameof(OfArray), type.GetElementType()!) : null;
        if (!type.IsGenericType) return null;
        if (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || type.FullName.StartsWith("System.Tuple`", StringComparison.Ordinal))
            return MemberCopier.OfAllFields(type);
        if (type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal)) return Bind(nameof(OfCollectionExpression), type.GetGenericArguments());
        return Methods.TryGetValue(type.GetGenericTypeDefinition(), out var method) ? Bind(method, type.GetGenericArguments()) : null;
    }

    private static CopyFunction Bind(string method, params Type[] arguments) =>
        typeof(CollectionCopiers).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments).CreateDelegate<CopyFunction>();

    private static object OfArray<T>(object value, CopyContext context)
    {
        var original = (T[])value;
        if (DeepCopier<T>.IsShared) return original.Clone();
        var copy = new T[original.Length];
        context.Record(original, copy);
        for (var i = 0; i < copy.Length; i++) copy[i] = Copiers.CopyMember(original[i], context);
        return copy;
    }

    private static object OfList<T>(object value, CopyContext context)
    {
        var original = (List<T>)value;
        var copy = new List<T>(original.Count);
        context.Record(original, copy);
        foreach (var item in original) copy.Add(Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfCollectionExpression<T>(object value, CopyContext context) =>
        ((IEnumerable<T>)value).Select(item => Copiers.CopyMember(item, context)).ToList();

    private static object OfReadOnlyCollection<T>(object value, CopyContext context) =>
        ((IEnumerable<T>)value).Select(item => Copiers.CopyMember(item, context)).ToList().AsReadOnly();

    private static object OfDictionary<TKey, TValue>(object value, CopyContext context) where TKey : notnull
    {
        var original = (Dictionary<TKey, TValue>)value;
        var copy = new Dictionary<TKey, TValue>(original.Count, original.Comparer);
        context.Record(original, copy);
        foreach (var (key, item) in original) copy.Add(Copiers.CopyMember(key, context), Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfSortedDictionary<TKey, TValue>(object value, CopyContext context) where TKey : notnull
    {
        var original = (SortedDictionary<TKey, TValue>)value;
        var copy = new SortedDictionary<TKey, TValue>(original.Comparer);
        context.Record(original, copy);
        foreach (var (key, item) in original) copy.Add(Copiers.CopyMember(key, context), Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfConcurrentDictionary<TKey, TValue>(object value, CopyContext context) where TKey : notnull
    {
        var original = (ConcurrentDictionary<TKey, TValue>)value;
        var copy = new ConcurrentDictionary<TKey, TValue>(original.Comparer);
        context.Record(original, copy);
        foreach (var (key, item) in original) copy[Copiers.CopyMember(key, context)] = Copiers.CopyMember(item, context);
        return copy;
    }

    private static object OfHashSet<T>(object value, CopyContext context)
    {
        var original = (HashSet<T>)value;
        var copy = new HashSet<T>(original.Count, original.Comparer);
        context.Record(original, copy);
        foreach (var item in original) copy.Add(Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfSortedSet<T>(object value, CopyContext context)
    {
        var original = (SortedSet<T>)value;
        var copy = new SortedSet<T>(original.Comparer);
        context.Record(original, copy);
        foreach (var item in original) copy.Add(Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfQueue<T>(object value, CopyContext context)
    {
        var original = (Queue<T>)value;
        var copy = new Queue<T>(original.Count);
        context.Record(original, copy);
        foreach (var item in original) copy.Enqueue(Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfStack<T>(object value, CopyContext context)
    {
        var original = (Stack<T>)value;
        var copy = new Stack<T>(original.Count);
        context.Record(original, copy);
        foreach (var item in original.Reverse()) copy.Push(Copiers.CopyMember(item, context));
        return copy;
    }

    private static object OfImmutableArray<T>(object value, CopyContext context)
    {
        var original = (ImmutableArray<T>)value;
        return original.IsDefault ? original : ImmutableArray.CreateRange(original, static (item, context) => Copiers.CopyMember(item, context), context);
    }

    private static object OfImmutableList<T>(object value, CopyContext context) =>
        ((ImmutableList<T>)value).Select(item => Copiers.CopyMember(item, context)).ToImmutableList();

    private static object OfImmutableDictionary<TKey, TValue>(object value, CopyContext context) where TKey : notnull
    {
        var original = (ImmutableDictionary<TKey, TValue>)value;
        return original.ToImmutableDictionary(pair => Copiers.CopyMember(pair.Key, context), pair => Copiers.CopyMember(pair.Value, context), original.KeyComparer, original.ValueComparer);
    }

    private static object OfPair<TKey, TValue>(object value, CopyContext context)
    {
        var (key, item) = (KeyValuePair<TKey, TValue>)value;
        return KeyValuePair.Create(Copiers.CopyMember(key, context), Copiers.CopyMember(item, context));
    }
}
