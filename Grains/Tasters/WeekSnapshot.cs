using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>What a snapshot keeps of a week. All that is counted is counted anew from the places.</summary>
/// <param name="Places">In the order of their arrival.</param>
internal sealed record WeekSnapshot(
    HostFacts? Host,
    int DeskLimit,
    string? Stopped,
    Guid PublishedBy,
    ImmutableArray<Guid> CapacityCommands,
    ImmutableArray<OfferTerms> Offers,
    ImmutableArray<Place> Places,
    ImmutableArray<KeptRefusal> Refused)
{
    public static readonly SnapshotForm<TasterWeekState> Form = SnapshotForm<TasterWeekState>.Of("week/1", WeekSnapshotJson.Default.WeekSnapshot, Of, (key, body) => body.ToState(key));

    private static WeekSnapshot Of(TasterWeekState week) => new(
        week.Host,
        week.DeskLimit,
        week.Stopped,
        week.PublishedBy,
        [.. week.CapacityCommands],
        [.. week.Offers.Select(offer => offer.Terms)],
        [.. week.Places.Values.OrderBy(place => place.Order)],
        [.. week.Refused.Items.Select(each => new KeptRefusal(each.Key, each.Value)).OrderBy(each => each.Place)]);

    private TasterWeekState ToState(string key)
    {
        var (places, open, refused) = (VersionedMap<Guid, Place>.New(), VersionedMap<(string, TasterKind), Guid>.New(), VersionedMap<Guid, Refusal>.New());
        foreach (var place in Places)
        {
            places = places.Set(place.Id, place);
            if (place.IsOpen) open = open.Set((place.Person, place.Kind), place.Id);
        }

        foreach (var each in Refused) refused = refused.Set(each.Place, each.Refusal);
        return TasterWeekState.Empty(key) with
        {
            Host = Host,
            DeskLimit = DeskLimit,
            Stopped = Stopped,
            PublishedBy = PublishedBy,
            CapacityCommands = [.. CapacityCommands],
            Offers = [.. Offers.Select(terms => Places.Where(place => place.Kind == terms.Kind).Aggregate(new Offer(terms), (offer, place) => offer.Count(place, +1)))],
            Places = places,
            Refused = refused,
            OpenPlaces = open,
        };
    }
}

/// <summary>What was refused for good, by the id that the place would have had.</summary>
internal sealed record KeptRefusal(Guid Place, Refusal Refusal);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(WeekIdJson), typeof(HalfDaysJson)])]
[JsonSerializable(typeof(WeekSnapshot))]
internal sealed partial class WeekSnapshotJson : JsonSerializerContext;
