namespace OutreachSilo.Tasters;

/// <summary>Technical limits that keep a week's data in bounds; what a region may change is policy and lies in the terms.</summary>
internal static class TasterLimits
{
    public const int CapacityMax = 50;
    public const int DesksMax = 100;
    public const int WaitingMax = 1000;
    public const int SupervisorLengthMax = 100;
    public const int HoldMinutesMax = 60;
    public const int OfferHoursMax = 24 * 14;
    public const int ReasonLengthMax = 500;
}
