namespace OutreachSilo.Mentoring;

/// <summary>Which coming of a wall-clock time an instant is. When clocks go back, the times of one hour come twice.</summary>
[GenerateSerializer, Alias("clock-pass")]
public enum ClockPass
{
    /// <summary>The time comes once on its date, as nearly all do.</summary>
    Only = 0,

    /// <summary>Before the clocks go back; the same time comes again.</summary>
    First = 1,

    /// <summary>After the clocks went back.</summary>
    Second = 2,
}
