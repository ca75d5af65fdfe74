namespace OutreachSilo.Practices;

internal sealed class NoProgress : IImportProgress
{
    public static readonly NoProgress Instance = new();

    public void Stage(string name, int steps)
    {
    }

    public void Step()
    {
    }
}
