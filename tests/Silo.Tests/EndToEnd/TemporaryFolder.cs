namespace OutreachSilo.EndToEnd;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("outreach").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
