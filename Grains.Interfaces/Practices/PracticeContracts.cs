using System.Collections.Immutable;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>What the ODS register says of a practice. Dates are dates; positions WGS84 degrees, NaN where unknown.</summary>
/// <param name="PositionQuality">"postcode", "sector" (the postcode but its last two letters), "outcode" (district centroid) or "" (unknown).</param>
[GenerateSerializer, Immutable, Alias("practice-facts")]
public sealed record PracticeFacts(
    [property: Id(0)] string OdsCode,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<string> Address,
    [property: Id(3)] string Postcode,
    [property: Id(4)] string Region,
    [property: Id(5)] string Icb,
    [property: Id(6)] string SubIcb,
    [property: Id(7)] string Phone,
    [property: Id(8)] DateOnly? Opened,
    [property: Id(9)] double Latitude,
    [property: Id(10)] double Longitude,
    [property: Id(11)] string PositionQuality)
{
    public bool Equals(PracticeFacts? other) =>
        other is not null && OdsCode == other.OdsCode && Name == other.Name && Address.SequenceEqual(other.Address) && Postcode == other.Postcode
        && Region == other.Region && Icb == other.Icb && SubIcb == other.SubIcb && Phone == other.Phone && Opened == other.Opened
        && Latitude.Equals(other.Latitude) && Longitude.Equals(other.Longitude) && PositionQuality == other.PositionQuality;

    public override int GetHashCode() => HashCode.Combine(OdsCode, Name, Postcode, Region, Icb);
}

[GenerateSerializer, Immutable, Alias("register-practice")]
public sealed record RegisterPractice([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] PracticeFacts Facts);

[GenerateSerializer, Immutable, Alias("close-practice")]
public sealed record ClosePractice([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] DateOnly Closed);

/// <summary>Membership of a Primary Care Network from a date on; an empty code ends membership.</summary>
[GenerateSerializer, Immutable, Alias("join-pcn")]
public sealed record JoinPcn(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] string Pcn,
    [property: Id(3)] string PcnName,
    [property: Id(4)] DateOnly From);

/// <summary>What an import row did to a practice.</summary>
[GenerateSerializer, Alias("practice-change")]
public enum PracticeChange
{
    Unchanged = 0,
    Registered = 1,
    Reopened = 2,
    Moved = 3,
    Renamed = 4,
    Updated = 5,
    Closed = 6,
    PcnChanged = 7,
}

[GenerateSerializer, Immutable, Alias("practice-changed")]
public sealed record PracticeChanged([property: Id(0)] string OdsCode, [property: Id(1)] PracticeChange Change, [property: Id(2)] long Version);

[GenerateSerializer, Alias("hosting")]
public enum Hosting
{
    Unasked = 0,
    NotHosting = 1,
    Interested = 2,
    Hosting = 3,
}

/// <summary>The practice's own choice. <paramref name="Reason"/> is required for NotHosting, at most 500 characters.</summary>
[GenerateSerializer, Immutable, Alias("choose-hosting")]
public sealed record ChooseHosting(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] Hosting Choice,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateOnly? Until);

/// <summary>States what the building offers; replaces what was stated before.</summary>
[GenerateSerializer, Immutable, Alias("describe-access")]
public sealed record DescribeAccess([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] AccessFeatures Features);

/// <summary>One kind's part of a template: which half-days of a normal week, how many places, who supervises.</summary>
[GenerateSerializer, Immutable, Alias("offer-template")]
public sealed record OfferTemplate(
    [property: Id(0)] TasterKind Kind,
    [property: Id(1)] HalfDays HalfDays,
    [property: Id(2)] int Capacity,
    [property: Id(3)] string Supervisor);

/// <summary>
/// Publishes one week or a term: every Monday from <paramref name="First"/> to <paramref name="Last"/>, bank holidays of England left
/// out of each week; a week with no half-day left, or already published, is skipped and said so.
/// </summary>
/// <param name="First">Any day of the first week.</param>
/// <param name="Last">Any day of the last week; at most 53 weeks in one command.</param>
/// <param name="Opens">UTC instant from which all of them can be booked; null for the instant of publication.</param>
[GenerateSerializer, Immutable, Alias("publish-weeks")]
public sealed record PublishWeeks(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] DateOnly First,
    [property: Id(3)] DateOnly Last,
    [property: Id(4)] ImmutableArray<OfferTemplate> Offers,
    [property: Id(5)] int DeskLimit,
    [property: Id(6)] DateTimeOffset? Opens);

/// <summary>What became of each Monday.</summary>
/// <param name="Code">Empty when published, otherwise the refusal code or <c>BankHolidays</c>.</param>
[GenerateSerializer, Immutable, Alias("published-week")]
public sealed record PublishedWeek([property: Id(0)] DateOnly Monday, [property: Id(1)] HalfDays HalfDays, [property: Id(2)] string Code);

[GenerateSerializer, Immutable, Alias("publish-report")]
public sealed record PublishReport([property: Id(0)] ImmutableArray<PublishedWeek> Weeks);

[GenerateSerializer, Immutable, Alias("practice-view")]
public sealed record PracticeView(
    [property: Id(0)] PracticeFacts Facts,
    [property: Id(1)] string Pcn,
    [property: Id(2)] string PcnName,
    [property: Id(3)] DateOnly? Closed,
    [property: Id(4)] Hosting Hosting,
    [property: Id(5)] string HostingReason,
    [property: Id(6)] ImmutableArray<DateOnly> Weeks,
    [property: Id(7)] long Version,
    [property: Id(8)] AccessFeatures Access = AccessFeatures.None);
