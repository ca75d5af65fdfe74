namespace OutreachSilo.Practices;

/// <summary>A practice's choice in the words of the pages.</summary>
public static class HostingWords
{
    public static string Name(this Hosting hosting) => hosting switch
    {
        Hosting.Hosting => "Hosting",
        Hosting.Interested => "Interested",
        Hosting.NotHosting => "Not hosting",
        _ => "Not asked yet",
    };
}
