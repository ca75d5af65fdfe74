namespace OutreachSilo.Practices;

/// <summary>Tells whoever waits how far an import is. Called from several threads.</summary>
internal interface IImportProgress
{
    /// <summary>A new stage of so many steps; the one before is over.</summary>
    void Stage(string name, int steps);

    void Step();
}
