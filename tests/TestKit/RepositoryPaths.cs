namespace OutreachSilo.TestKit;

/// <summary>Where things lie, found by walking up from the test assembly.</summary>
public static class RepositoryPaths
{
    private static readonly Lazy<string> Found = new(() =>
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OutreachSilo.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds OutreachSilo.sln.");
    });

    /// <summary>The folder of OutreachSilo.sln.</summary>
    public static string Root => Found.Value;

    /// <summary>Public data files beside the repository; may be missing, see <see cref="Requirements.SharedData"/>.</summary>
    public static string SharedData => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>The built Silo, of the configuration this test was built in.</summary>
    public static string SiloAssembly
    {
        get
        {
            var bin = new DirectoryInfo(AppContext.BaseDirectory);
            while (bin.Name != "bin") bin = bin.Parent!;
            return Path.Combine(Root, "Silo", "bin", Path.GetRelativePath(bin.FullName, AppContext.BaseDirectory), "Silo.dll");
        }
    }
}
