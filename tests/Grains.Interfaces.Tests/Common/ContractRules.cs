using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace OutreachSilo.Common;

/// <summary>
/// What a type must have to travel between grains on either engine. The embedded engine hands objects over as they are; these rules keep
/// the contracts fit for a serializer that it never runs.
/// </summary>
internal static class ContractRules
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(decimal), typeof(DayOfWeek),
    ];

    /// <summary>Every grain and observer interface of an assembly, and every type that says it may travel.</summary>
    public static IReadOnlyList<string> Problems(Assembly assembly) => Problems(
        assembly.GetTypes().Where(type => (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)) || type.GetCustomAttribute<GenerateSerializerAttribute>() is not null));

    public static IReadOnlyList<string> Problems(IEnumerable<Type> roots)
    {
        var walk = new Walk();
        foreach (var root in roots) walk.Visit(root, root.Name);
        return walk.Finish();
    }

    private sealed class Walk
    {
        private readonly List<string> problems = [];
        private readonly HashSet<Type> seen = [];
        private readonly Dictionary<string, List<Type>> aliases = new(StringComparer.Ordinal);

        public IReadOnlyList<string> Finish() =>
            [.. problems, .. aliases.Where(alias => alias.Value.Count > 1).Select(alias => $"alias '{alias.Key}' is shared by {string.Join(" and ", alias.Value.Select(type => type.Name))}")];

        public void Visit(Type type, string where)
        {
            if (type.IsGenericParameter || type.IsPrimitive || Plain.Contains(type)) return;
            if (type.IsGenericType && !type.IsGenericTypeDefinition)
            {
                foreach (var argument in type.GetGenericArguments()) Visit(argument, where);
                var definition = type.GetGenericTypeDefinition();
                if (definition != typeof(Nullable<>) && definition != typeof(ImmutableArray<>)) Visit(definition, where);
            }
            else if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
            {
                if (seen.Add(type)) VisitGrain(type);
            }
            else if (type.GetCustomAttribute<GenerateSerializerAttribute>() is null)
            {
                problems.Add($"{where}: {type.Name} cannot be serialised");
            }
            else if (seen.Add(type))
            {
                VisitContract(type);
            }
        }

        private void VisitGrain(Type grain)
        {
            Alias(grain);
            if (grain.GetProperties().Length > 0) problems.Add($"{grain.Name} has properties");
            var methods = grain.GetMethods().Where(method => !method.IsSpecialName).ToList();
            foreach (var alias in methods.GroupBy(method => method.GetCustomAttribute<AliasAttribute>()?.Alias ?? "", StringComparer.Ordinal))
            {
                if (alias.Key.Length == 0) problems.AddRange(alias.Select(method => $"{grain.Name}.{method.Name} has no alias"));
                else if (alias.Count() > 1) problems.Add($"{grain.Name} has several methods with the alias '{alias.Key}'");
            }

            foreach (var method in methods) VisitMethod(grain, method);
        }

        private void VisitMethod(Type grain, MethodInfo method)
        {
            var where = $"{grain.Name}.{method.Name}";
            var answer = method.ReturnType;
            if (answer.IsGenericType && (answer.GetGenericTypeDefinition() == typeof(Task<>) || answer.GetGenericTypeDefinition() == typeof(ValueTask<>)))
                Visit(answer.GetGenericArguments()[0], where);
            else if (answer != typeof(Task) && answer != typeof(ValueTask))
                problems.Add($"{where} does not return a task");
            if (method.IsGenericMethodDefinition) problems.Add($"{where} is generic");
            foreach (var parameter in method.GetParameters())
            {
                if (parameter.ParameterType.IsByRef) problems.Add($"{where} has a ref or out parameter");
                else if (parameter.ParameterType != typeof(CancellationToken)) Visit(parameter.ParameterType, where);
            }
        }

        private void VisitContract(Type type)
        {
            Alias(type);
            if (type.IsEnum) return;
            if (type.GetCustomAttribute<ImmutableAttribute>() is null) problems.Add($"{type.Name} is not [Immutable]");
            if (type is { IsClass: true, IsSealed: false }) problems.Add($"{type.Name} is not sealed");
            var ids = new List<uint>();
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                MemberInfo member = PropertyOf(type, field) ?? (MemberInfo)field;
                if (member.GetCustomAttribute<IdAttribute>() is { } id) ids.Add(id.Id);
                else problems.Add($"{type.Name}.{member.Name} has no [Id]");
                if (!field.IsInitOnly) problems.Add($"{type.Name}.{member.Name} can be set after it was made");
                Visit(field.FieldType, $"{type.Name}.{member.Name}");
            }

            if (!ids.Order().SequenceEqual(Enumerable.Range(0, ids.Count).Select(number => (uint)number))) problems.Add($"{type.Name} has ids that are not 0, 1, 2 …");
        }

        private void Alias(Type type)
        {
            if (type.GetCustomAttribute<AliasAttribute>()?.Alias is not { } alias) problems.Add($"{type.Name} has no alias");
            else if (aliases.TryGetValue(alias, out var types)) types.Add(type);
            else aliases[alias] = [type];
        }

        private static PropertyInfo? PropertyOf(Type type, FieldInfo field) =>
            field.GetCustomAttribute<CompilerGeneratedAttribute>() is not null && field.Name is ['<', ..]
                ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                : null;
    }
}
