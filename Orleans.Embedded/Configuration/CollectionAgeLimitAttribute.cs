using System.Globalization;

namespace Orleans;

/// <summary>How long activations of this grain class may be idle; at least a minute.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The least limit.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? value;

    /// <summary>To be set by properties.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>Such as <c>"01:00:00"</c>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) => value = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days, added to the others.</summary>
    public double Days { get; set; }

    /// <summary>Hours, added to the others.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes, added to the others.</summary>
    public double Minutes { get; set; }

    /// <summary>Never collected.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit these come to.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (value is { } given) return given;
            if (AlwaysActive) return TimeSpan.FromDays(short.MaxValue);
            var sum = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return sum < MinAgeLimit ? MinAgeLimit : sum;
        }
    }
}
