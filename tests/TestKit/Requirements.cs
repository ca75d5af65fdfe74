using Xunit;

namespace OutreachSilo.TestKit;

/// <summary>What a test needs from the machine. Without it the test is skipped; where <c>CI=true</c> it fails instead.</summary>
public static class Requirements
{
    public static void Postgres() => Need(PostgresBinaries.Folder is not null || TestKit.Postgres.GivenServer is not null, "PostgreSQL's server programs are not installed.");

    /// <summary>Path of the browser.</summary>
    public static string Chromium()
    {
        var path = FindChromium();
        Need(path is not null, "Chromium is not installed.");
        return path!;
    }

    /// <summary>Path of <c>pdfinfo</c>, of poppler-utils.</summary>
    public static string PdfInfo()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var path = folders.Select(folder => Path.Combine(folder, "pdfinfo")).FirstOrDefault(File.Exists);
        Need(path is not null, "pdfinfo (poppler-utils) is not installed.");
        return path!;
    }

    /// <summary>Path of a file in the shared data folder. Missing files always skip: they are not part of the repository.</summary>
    public static string SharedData(params string[] parts)
    {
        var path = Path.Combine([RepositoryPaths.SharedData, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{string.Join('/', parts)} is not among the shared data.");
        return path;
    }

    public static string? FindChromium()
    {
        var given = Environment.GetEnvironmentVariable("OUTREACH_TEST_CHROMIUM");
        if (!string.IsNullOrEmpty(given)) return given;
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            foreach (var name in new[] { "chromium", "chromium-browser", "google-chrome" })
                if (File.Exists(Path.Combine(folder, name)))
                    return Path.Combine(folder, name);
        return null;
    }

    private static void Need(bool there, string why)
    {
        if (there) return;
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)) Assert.Fail($"{why} Where CI=true nothing is skipped.");
        Assert.Skip(why);
    }
}
