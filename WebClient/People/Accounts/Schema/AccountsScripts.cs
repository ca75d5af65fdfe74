namespace OutreachSilo.People.Accounts.Schema;

/// <summary>The migrations' SQL, kept as files beside this one and embedded.</summary>
internal static class AccountsScripts
{
    public static string Read(string name)
    {
        var assembly = typeof(AccountsScripts).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(it => it.EndsWith("." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
