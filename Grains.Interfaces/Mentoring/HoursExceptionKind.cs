namespace OutreachSilo.Mentoring;

/// <summary>What a dated exception does to the hours of its date.</summary>
[GenerateSerializer, Alias("hours-exception-kind")]
public enum HoursExceptionKind
{
    /// <summary>Takes from the weekly hours.</summary>
    Away = 0,

    /// <summary>Adds hours, also within a time away: a date's extra hours always hold.</summary>
    Extra = 1,
}
