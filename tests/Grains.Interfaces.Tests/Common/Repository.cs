using System.Xml.Linq;

namespace OutreachSilo.Common;

/// <summary>The repository's own project files, as the tests see them.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static XDocument Project(string name) => XDocument.Load(Path.Combine(Root, name, name + ".csproj"));

    /// <summary>Names of the projects that a project file refers to.</summary>
    public static IReadOnlySet<string> References(XDocument project) =>
        Values(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Packages(XDocument project) => Values(project, "PackageReference").ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Values(XDocument project, string element) => project.Descendants(element).Select(reference => (string)reference.Attribute("Include")!);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OutreachSilo.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
