using System.Reflection;
using System.Xml.Linq;

namespace OutreachSilo.Common;

/// <summary>The table of projects in the architecture, held against the project files and the built assemblies.</summary>
public class ReferenceRulesTests
{
    private static readonly string[] KeptOutOfGrains = ["Microsoft.AspNetCore", "Npgsql", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Microsoft.EntityFrameworkCore", "Polly"];

    [Theory]
    [InlineData("Grains.Interfaces", "")]
    [InlineData("Grains", "Grains.Interfaces")]
    [InlineData("WebClient", "Grains.Interfaces")]
    [InlineData("Silo", "Grains,WebClient")]
    public void A_project_refers_to_exactly_what_it_may(string project, string allowed) =>
        Assert.Equal(allowed.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Repository.References(Repository.Project(project)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Grains.Interfaces", "")]
    [InlineData("Grains", "Grains.Interfaces")]
    [InlineData("WebClient", "Grains.Interfaces")]
    public void A_built_assembly_uses_no_more_of_ours_than_it_may(string assembly, string allowed) =>
        Assert.Empty(Ours(Assembly.Load(assembly)).Except(allowed.Split(','), StringComparer.Ordinal));

    [Theory]
    [InlineData("Grains.Interfaces")]
    [InlineData("Grains")]
    public void Grains_and_contracts_are_free_of_web_databases_and_retries(string project)
    {
        Assert.Empty(Forbidden(Repository.Packages(Repository.Project(project))));
        Assert.Empty(Forbidden(Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!)));
    }

    [Fact]
    public void Control_the_rules_see_what_the_silo_uses()
    {
        Assert.NotEmpty(Forbidden(Repository.Packages(Repository.Project("Silo"))));
        Assert.NotEmpty(Forbidden(Assembly.Load("Silo").GetReferencedAssemblies().Select(reference => reference.Name!)));
        Assert.Contains("Grains", Ours(Assembly.Load("Silo")));
    }

    [Fact]
    public void Control_a_reference_that_may_not_be_is_seen()
    {
        var project = XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="..\Silo\Silo.csproj" /><PackageReference Include="npgsql" /></ItemGroup></Project>""");

        Assert.Equal(["Silo"], Repository.References(project));
        Assert.Equal(["npgsql"], Forbidden(Repository.Packages(project)));
    }

    private static IEnumerable<string> Forbidden(IEnumerable<string> names) =>
        names.Where(name => KeptOutOfGrains.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name is "Grains" or "Grains.Interfaces" or "WebClient" or "Silo");
}
