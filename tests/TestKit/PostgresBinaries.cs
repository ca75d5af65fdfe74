namespace OutreachSilo.TestKit;

/// <summary>Finds <c>initdb</c> and <c>postgres</c>: Debian's newest version, else the first folder of PATH that has both.</summary>
public static class PostgresBinaries
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Null when PostgreSQL's server is not installed.</summary>
    public static string? Folder => Found.Value;

    private static string? Find()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = new List<string>();
        if (Directory.Exists(debian))
            folders.AddRange(Directory.GetDirectories(debian)
                .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
                .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture))
                .Select(folder => Path.Combine(folder, "bin")));
        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.Find(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
