namespace OutreachSilo.Mentoring;

/// <summary>Training years, named by the calendar year in which they begin.</summary>
public static class TrainingYear
{
    /// <summary>Days before the end of a training year from which a pair is made for the next one.</summary>
    public const int NextYearDays = 60;

    /// <summary>The first day after the training year for which a pair is made on a day. Source: the agreement of the Irish GP training scheme ends with the year.</summary>
    /// <param name="day">A date in the scheme's zone.</param>
    public static DateOnly EndOf(DateOnly day, YearStart start) => FirstDay(Of(day.AddDays(NextYearDays), start) + 1, start);

    /// <param name="day">A date in the scheme's zone.</param>
    public static int Of(DateOnly day, YearStart start) => day >= FirstDay(day.Year, start) ? day.Year : day.Year - 1;

    public static DateOnly FirstDay(int year, YearStart start)
    {
        if (start == YearStart.FirstOfJuly) return new DateOnly(year, 7, 1);
        var august = new DateOnly(year, 8, 1);
        return august.AddDays(((int)DayOfWeek.Wednesday - (int)august.DayOfWeek + 7) % 7);
    }
}
