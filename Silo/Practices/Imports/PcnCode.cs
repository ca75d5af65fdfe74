using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>The code of a Primary Care Network: U and five digits.</summary>
internal static class PcnCode
{
    public static bool IsValid(string text) => GrainKeys.IsNetwork(text);
}
