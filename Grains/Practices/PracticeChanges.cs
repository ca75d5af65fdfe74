using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Practices;

/// <summary>The register's facts as of an import; the first of a practice, or a difference to the last. Reopens a closed practice.</summary>
internal sealed record PracticeRegistered(PracticeFacts Facts) : Change;

internal sealed record PracticeClosed(DateOnly Closed) : Change;

internal sealed record PcnJoined(string Pcn, string PcnName, DateOnly From) : Change;

internal sealed record HostingChosen(Guid Id, Hosting Choice, TextRef? Reason, DateOnly? Until) : Change;

internal sealed record AccessDescribed(Guid Id, AccessFeatures Features) : Change;

/// <summary>Every future week has been told the host's new facts.</summary>
internal sealed record WeeksTold(ImmutableArray<DateOnly> Mondays) : Change;

/// <summary>One week of a term that is being published.</summary>
internal sealed record PlannedWeek(DateOnly Monday, ImmutableArray<OfferTerms> Offers);

/// <summary>The intent to publish weeks; each is then asked for with an id derived from the command's.</summary>
/// <param name="Fingerprint">Of the command.</param>
internal sealed record TermAsked(
    Guid Id, string Actor, int DeskLimit, ImmutableArray<PlannedWeek> Weeks, ImmutableArray<PublishedWeek> Skipped, string Fingerprint) : Change;

internal sealed record TermPublished(Guid Id, ImmutableArray<PublishedWeek> Weeks) : Change;

/// <summary>Every week that was owed a stop of booking has it.</summary>
internal sealed record WeeksStopped(ImmutableArray<DateOnly> Mondays) : Change;

internal sealed record PracticeSummary(
    string Code, string Name, string Postcode, string Region, string Icb, string Pcn, string PcnName, double Lat, double Lon, string Quality,
    int Hosting, DateOnly? Closed, ImmutableArray<DateOnly> Weeks);

/// <summary>Each kind declared once.</summary>
internal static class PracticeChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<PracticeRegistered>("practice-registered"),
        Of<PracticeClosed>("practice-closed"),
        Of<PcnJoined>("pcn-joined"),
        Of<HostingChosen>("hosting-chosen"),
        Of<AccessDescribed>("access-described"),
        Of<WeeksTold>("weeks-told"),
        Of<TermAsked>("term-asked"),
        Of<TermPublished>("term-published"),
        Of<WeeksStopped>("weeks-stopped"),
        Of<CallDeferred>("call-deferred"),
    ],
    new WeekIdJson(), new HalfDaysJson());
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(WeekIdJson), typeof(HalfDaysJson)])]
[JsonSerializable(typeof(PracticeSummary))]
internal sealed partial class PracticeJson : JsonSerializerContext;
