using System.Globalization;

namespace OutreachSilo.Demo;

/// <summary>Opaque ids of fictional doctors. Those with an account come first; the rest only take part in rushes.</summary>
internal static class DemoPeople
{
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"de30{number:x28}");

    /// <summary>The simulated doctors of one rush; another rush has others.</summary>
    public static string OfRush(int rush, int number) => Id(1_000_000 * (rush + 1) + number);
}
