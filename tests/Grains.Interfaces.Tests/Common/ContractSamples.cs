using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace OutreachSilo.Common;

/// <summary>An instance of any contract, every member filled with something other than its default.</summary>
internal static class ContractSamples
{
    public static object Of(Type type) => Of(type, "sample");

    private static object Of(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value, name);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ArrayOf(type.GetGenericArguments()[0], name);
        if (Plain(type, name) is { } plain) return plain;

        var constructor = type.GetConstructors().Where(candidate => !IsCopy(candidate.GetParameters(), type)).MaxBy(candidate => candidate.GetParameters().Length);
        var made = constructor is { } found
            ? found.Invoke([.. found.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!))])
            : RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties())
            if (property.SetMethod is { IsPublic: true } && property.GetCustomAttributes(typeof(IdAttribute), inherit: false).Length > 0)
                property.SetValue(made, Of(property.PropertyType, property.Name));
        return made;
    }

    private static object? Plain(Type type, string name) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => name,
        TypeCode.Boolean => true,
        TypeCode.Char => 'x',
        TypeCode.DateTime => new DateTime(2027, 3, 28, 1, 30, 0, DateTimeKind.Utc),
        >= TypeCode.SByte and <= TypeCode.Decimal => Convert.ChangeType(7, type, CultureInfo.InvariantCulture),
        _ when type == typeof(Guid) => new Guid("2d1e4f5a-0000-4000-8000-0000000000aa"),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2027, 3, 28, 2, 30, 0, TimeSpan.FromHours(1)),
        _ when type == typeof(DateOnly) => new DateOnly(2027, 3, 1),
        _ when type == typeof(TimeOnly) => new TimeOnly(16, 30),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(45),
        _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
        _ => null,
    };

    private static object ArrayOf(Type element, string name)
    {
        var items = Array.CreateInstance(element, 2);
        for (var at = 0; at < items.Length; at++) items.SetValue(Of(element, name), at);
        return typeof(ImmutableArray).GetMethods()
            .Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private static bool IsCopy(System.Reflection.ParameterInfo[] parameters, Type type) => parameters is [var only] && only.ParameterType == type;
}
