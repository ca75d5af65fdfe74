using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Engine.Copying;

/// <summary>Which types can be shared between caller and callee because nobody can change them.</summary>
internal static class Immutability
{
    private static readonly ConcurrentDictionary<Type, bool> Known = [];

    private static readonly FrozenSet<Type> Leaves = new[]
    {
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Uri), typeof(Version), typeof(CultureInfo), typeof(BigInteger), typeof(Half), typeof(Int128), typeof(UInt128), typeof(Index), typeof(Range),
        typeof(System.Text.Rune), typeof(TimeZoneInfo), typeof(IPAddress), typeof(DBNull), typeof(CancellationToken), typeof(Calls.Nothing),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> ImmutableWhenArgumentsAre = new[]
    {
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(KeyValuePair<,>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>),
        typeof(ValueTuple<,,,,,,>), typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
    }.ToFrozenSet();

    public static bool IsImmutable(Type type) => Known.TryGetValue(type, out var known) ? known : Known[type] = Decide(type, []);

    private static bool Decide(Type type, HashSet<Type> underway)
    {
        if (type.IsPrimitive || type.IsEnum || Leaves.Contains(type)) return true;
        if (typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || typeof(MemberInfo).IsAssignableFrom(type)) return true;
        if (typeof(GrainReference).IsAssignableFrom(type) || typeof(IGrainReminder).IsAssignableFrom(type)) return true;
        if (type.IsArray || type.IsPointer || type.IsByRefLike || typeof(Delegate).IsAssignableFrom(type)) return false;
        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (definition == typeof(Immutable<>)) return true;
            if (ImmutableWhenArgumentsAre.Contains(definition)) return Array.TrueForAll(type.GetGenericArguments(), argument => IsOrMayBe(argument, underway));
        }

        if (type.IsDefined(typeof(ImmutableAttribute), inherit: false))
            return !type.IsGenericType || Array.TrueForAll(type.GetGenericArguments(), argument => IsOrMayBe(argument, underway));

        return HasOnlyReadOnlyMembers(type, underway);
    }

    // A type that contains itself is immutable if the rest of it is.
    private static bool IsOrMayBe(Type type, HashSet<Type> underway)
    {
        if (Known.TryGetValue(type, out var known)) return known;
        return !underway.Add(type) || Decide(type, underway);
    }

    private static bool HasOnlyReadOnlyMembers(Type type, HashSet<Type> underway)
    {
        if (type.IsInterface || (!type.IsSealed && !type.IsValueType) || !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)) return false;
        underway.Add(type);
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                // A struct is copied by being passed; only what its fields refer to can be shared.
                if ((!field.IsInitOnly && !type.IsValueType) || !IsOrMayBe(field.FieldType, underway)) return false;
            }
        }

        return true;
    }
}
