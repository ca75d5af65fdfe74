using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Engine;

/// <summary>The application's assemblies: those that know this one, among the loaded ones and what they reference.</summary>
internal static class GrainAssemblies
{
    private static readonly string Self = typeof(GrainAssemblies).Assembly.GetName().Name!;
    private static readonly ConcurrentDictionary<Assembly, Type[]> TypesByAssembly = [];
    private static Scan? last;

    /// <summary>Looked for again only when assemblies were loaded meanwhile: tests start silos by the thousand.</summary>
    public static IReadOnlyList<Type> GrainClasses()
    {
        if (Volatile.Read(ref last) is { } known && known.Assemblies == AppDomain.CurrentDomain.GetAssemblies().Length) return known.Classes;
        Type[] classes = [.. Find()];
        Volatile.Write(ref last, new(AppDomain.CurrentDomain.GetAssemblies().Length, classes));
        return classes;
    }

    private static IEnumerable<Type> Find()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        if (Assembly.GetEntryAssembly() is { } entry) open.Enqueue(entry);
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly.FullName!) || IsPlatform(assembly.GetName().Name!)) continue;
            var references = assembly.GetReferencedAssemblies();
            foreach (var reference in references.Where(reference => !IsPlatform(reference.Name!) && !seen.Contains(reference.FullName)))
            {
                if (TryLoad(reference) is { } loaded) open.Enqueue(loaded);
            }

            if (assembly.GetName().Name != Self && !references.Any(reference => reference.Name == Self)) continue;
            foreach (var type in TypesByAssembly.GetOrAdd(assembly, FindGrainClasses)) yield return type;
        }
    }

    private static Type[] FindGrainClasses(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && typeof(IGrain).IsAssignableFrom(type) && !typeof(Runtime.GrainReference).IsAssignableFrom(type))];

    private static bool IsPlatform(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" or "WindowsBase";

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }

    private sealed record Scan(int Assemblies, Type[] Classes);
}
