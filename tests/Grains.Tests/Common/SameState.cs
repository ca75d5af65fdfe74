using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace OutreachSilo.Common;

/// <summary>Compares two states field by field, private fields too, so that nothing which JSON leaves out goes unnoticed.</summary>
internal static class SameState
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void Assert(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null || IsValue(expected.GetType()))
        {
            Xunit.Assert.True(Equals(expected, actual), $"{path}: expected '{expected}', was '{actual}'.");
            return;
        }

        Xunit.Assert.Equal(expected.GetType(), actual.GetType());
        if (expected is IEnumerable items) AssertItems(items, (IEnumerable)actual, path);
        else
            foreach (var field in FieldsOf(expected.GetType()))
                Assert(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}");
    }

    private static void AssertItems(IEnumerable expected, IEnumerable actual, string path)
    {
        if (IsDefault(expected) || IsDefault(actual))
        {
            Xunit.Assert.True(IsDefault(expected) && IsDefault(actual), path);
            return;
        }

        var (wanted, found) = (expected.Cast<object?>().ToList(), actual.Cast<object?>().ToList());
        Xunit.Assert.True(wanted.Count == found.Count, $"{path}: expected {wanted.Count} items, were {found.Count}.");
        for (var i = 0; i < wanted.Count; i++) Assert(wanted[i], found[i], $"{path}[{i}]");
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
            foreach (var field in level.GetFields(Own)) yield return field;
    }

    private static bool IsValue(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(DateOnly)
        || type == typeof(TimeOnly) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan) || type == typeof(decimal);

    private static bool IsDefault(IEnumerable items) =>
        items.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && (bool)type.GetProperty(nameof(ImmutableArray<>.IsDefault))!.GetValue(items)!;
}
