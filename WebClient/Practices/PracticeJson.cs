using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>One kind's part of a template.</summary>
/// <param name="Kind">"Foundation" or "School".</param>
/// <param name="HalfDays">Of a normal week, "mon-am" … "fri-pm"; absent for the whole week.</param>
/// <param name="Capacity">Places on each half-day, 1 to 50.</param>
/// <param name="Supervisor">Shown to applicants; at most 100 characters.</param>
internal sealed record OfferTemplateJson(string Kind, int Capacity, IReadOnlyList<string>? HalfDays = null, string Supervisor = "");

/// <summary>Publishes every week from First to Last, without the bank holidays of England.</summary>
/// <param name="First">Any day of the first week.</param>
/// <param name="Last">Any day of the last week, at most 53 weeks; absent for one week.</param>
/// <param name="DeskLimit">People of both kinds together on each half-day, 1 to 100.</param>
/// <param name="Opens">When booking opens; absent for now.</param>
internal sealed record PublishJson(DateOnly First, IReadOnlyList<OfferTemplateJson> Offers, int DeskLimit, DateOnly? Last = null, DateTimeOffset? Opens = null);

/// <param name="Code">Why it was not published: a refusal code or BankHolidays; null when it was.</param>
internal sealed record PublishedWeekJson(DateOnly Monday, bool Published, IReadOnlyList<HalfDayJson> HalfDays, string HalfDaysText, string? Code);

internal sealed record PublishReportJson(IReadOnlyList<PublishedWeekJson> Weeks)
{
    public static PublishReportJson Of(PublishReport report) => new(
        [.. report.Weeks.Select(week => new PublishedWeekJson(
            week.Monday, week.Code.Length == 0, Names.DatesOf(week.Monday, week.HalfDays), week.HalfDays.ToString(), week.Code.Length == 0 ? null : week.Code))]);
}

/// <param name="Choice">"NotHosting", "Interested" or "Hosting".</param>
/// <param name="Reason">Why not, at most 500 characters.</param>
/// <param name="Until">NotHosting until this day; absent for no end.</param>
internal sealed record HostingJson(string Choice, string Reason = "", DateOnly? Until = null);

internal sealed record PracticeJson(
    string OdsCode, string Name, IReadOnlyList<string> Address, string Postcode, string Region, string Icb, string SubIcb, string Phone, DateOnly? Opened, DateOnly? Closed,
    string Pcn, string PcnName, double? Latitude, double? Longitude, string Hosting, string HostingReason, IReadOnlyList<DateOnly> Weeks, long Version,
    IReadOnlyList<string> Access)
{
    public static PracticeJson Of(PracticeView practice) => new(
        practice.Facts.OdsCode, practice.Facts.Name, practice.Facts.Address, practice.Facts.Postcode, practice.Facts.Region, practice.Facts.Icb, practice.Facts.SubIcb,
        practice.Facts.Phone, practice.Facts.Opened, practice.Closed, practice.Pcn, practice.PcnName,
        double.IsFinite(practice.Facts.Latitude) ? practice.Facts.Latitude : null, double.IsFinite(practice.Facts.Longitude) ? practice.Facts.Longitude : null,
        practice.Hosting.ToString(), practice.HostingReason, practice.Weeks, practice.Version, AccessJson.Of(practice.Access));
}

internal sealed record PracticeLineJson(
    string OdsCode, string Name, string Postcode, string Region, string Icb, string Pcn, string PcnName, string Hosting, DateOnly? Closed, int FutureWeeks);

internal sealed record PracticePageJson(IReadOnlyList<PracticeLineJson> Practices, int Total, int Skip, int Take);
