namespace OutreachSilo.Common;

/// <summary>A change in words, see <see cref="HistoryLine"/>.</summary>
/// <param name="Place">The place of a week that it is about.</param>
internal readonly record struct Said(string What, string Person = "", DateTimeOffset? Instant = null, string Detail = "", Guid? Place = null)
{
    public static implicit operator Said(string what) => new(what);
}
