using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.People;

/// <summary>Time is set aside for something at an instant.</summary>
internal sealed record Engaged(
    Guid Id, string Source, Guid Entry, DateTimeOffset StartsAt, int Minutes, int Sequence, Guid? Replaces) : Change;

/// <summary>Half-days of a week are set aside; without any, a place in it is waited for.</summary>
internal sealed record DaysEngaged(
    Guid Id, string Source, Guid Entry, WeekId Week, TasterKind Offer, HalfDays HalfDays, string Host, Guid? Replaces) : Change;

/// <summary>Time is given back; also of what has not come yet, so that it is refused when it does.</summary>
internal sealed record Disengaged(Guid Id, PlaceState End) : Change;

/// <summary>What was refused for good: asked again under the same id, it is refused again.</summary>
internal sealed record EngagementRefused(Guid Id, string Subject, string Code, string Detail) : Change;

/// <summary>Each kind declared once.</summary>
internal static class PersonChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<Engaged>("engaged"),
        Of<DaysEngaged>("days-engaged"),
        Of<Disengaged>("disengaged"),
        Of<EngagementRefused>("engagement-refused"),
    ],
    new WeekIdJson(), new HalfDaysJson());
}
