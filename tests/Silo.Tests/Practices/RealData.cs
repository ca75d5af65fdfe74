namespace OutreachSilo.Practices;

/// <summary>The public register files beside the repository.</summary>
internal static class RealData
{
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "OutreachSilo.sln"))) return System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", "shared", "data", name));
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    public static string Register => Path("epraccur_2025-08_raw.csv.gz");

    public static string Cleaned => Path("gp_practices_england.csv");

    public static void Need(string path) => Assert.SkipUnless(File.Exists(path) || Environment.GetEnvironmentVariable("CI") == "true", $"{path} is not here.");
}
