using System.Globalization;

namespace OutreachSilo.Kernel;

/// <summary>A change in words, see <see cref="Common.HistoryLine"/>.</summary>
/// <param name="Place">The place of a week that it is about.</param>
internal readonly record struct Said(string What, string Person = "", DateTimeOffset? Instant = null, string Detail = "", Guid? Place = null)
{
    /// <summary>A day as people write it.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static implicit operator Said(string what) => new(what);
}
