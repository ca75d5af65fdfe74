namespace OutreachSilo.Mentoring;

/// <summary>Training years, named by the calendar year in which they begin.</summary>
public static class TrainingYear
{
    /// <param name="day">A date in the scheme's zone.</param>
    public static int Of(DateOnly day, YearStart start) => day >= FirstDay(day.Year, start) ? day.Year : day.Year - 1;

    public static DateOnly FirstDay(int year, YearStart start)
    {
        if (start == YearStart.FirstOfJuly) return new DateOnly(year, 7, 1);
        var august = new DateOnly(year, 8, 1);
        return august.AddDays(((int)DayOfWeek.Wednesday - (int)august.DayOfWeek + 7) % 7);
    }
}
