namespace OutreachSilo.Tasters;

/// <summary>The numbers that regions decide, under the configuration key <c>Policies:Tasters</c>. They are copied into a week's terms when it is published.</summary>
public sealed class TasterPolicy
{
    public const string Section = "Policies:Tasters";

    /// <summary>How long a place is held while the form is filled in, minutes, 1 to 60.</summary>
    public int HoldMinutes { get; set; } = 10;

    /// <summary>How long a waiting-list offer stays reserved, hours, 1 to 336.</summary>
    public int OfferHours { get; set; } = 48;

    /// <summary>Days between the end of booking and the Monday for Foundation doctors, 0 to 200: rotas are fixed six weeks ahead.</summary>
    public int FoundationNoticeDays { get; set; } = 42;

    /// <summary>The same for school students, whose safeguarding steps take about two weeks.</summary>
    public int SchoolNoticeDays { get; set; } = 14;

    public int NoticeDays(TasterKind kind) => kind == TasterKind.Foundation ? FoundationNoticeDays : SchoolNoticeDays;

    /// <summary>What is wrong, naming the key, or null.</summary>
    public string? Problem() =>
        HoldMinutes is < 1 or > TasterLimits.HoldMinutesMax ? $"{Section}:{nameof(HoldMinutes)} must be 1 to {TasterLimits.HoldMinutesMax} minutes."
        : OfferHours is < 1 or > TasterLimits.OfferHoursMax ? $"{Section}:{nameof(OfferHours)} must be 1 to {TasterLimits.OfferHoursMax} hours."
        : FoundationNoticeDays is < 0 or > 200 ? $"{Section}:{nameof(FoundationNoticeDays)} must be 0 to 200 days."
        : SchoolNoticeDays is < 0 or > 200 ? $"{Section}:{nameof(SchoolNoticeDays)} must be 0 to 200 days."
        : null;
}
