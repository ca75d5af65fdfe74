namespace OutreachSilo.Practices;

/// <summary>The code of a Primary Care Network: U and five digits.</summary>
internal static class PcnCode
{
    public static bool IsValid(string text) => text is ['U', _, _, _, _, _] && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
