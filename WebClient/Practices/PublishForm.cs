using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.Live;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>The publish form as it was typed, so that a refused form comes back as it was sent, and what it means.</summary>
public sealed class PublishForm
{
    public static readonly ImmutableArray<string> Days = ["Mon", "Tue", "Wed", "Thu", "Fri"];

    public string First { get; private init; } = "";

    public string Last { get; private init; } = "";

    public string Desks { get; private init; } = "2";

    public string Opens { get; private init; } = "";

    public ImmutableArray<OfferPart> Offers { get; private init; } = [];

    public sealed record OfferPart(TasterKind Kind, bool Offered, string Places, string Supervisor, HalfDays HalfDays);

    public static string FieldOf(TasterKind kind, string field) => $"{kind}-{field}";

    /// <summary>A form to start from: the twelve weeks that begin in two months, booking from the next full hour.</summary>
    public static PublishForm Fresh(DateTimeOffset now)
    {
        var first = LondonTime.MondayOf(LondonTime.DateOf(now).AddDays(63));
        return new PublishForm
        {
            First = Date(first),
            Last = Date(first.AddDays(7 * 11 + 4)),
            Opens = LondonTime.FieldValue(now.AddHours(1).AddMinutes(-now.Minute)),
            Offers = [new(TasterKind.Foundation, true, "2", "", HalfDays.WholeWeek), new(TasterKind.School, false, "1", "", HalfDays.WholeWeek)],
        };
    }

    public static PublishForm From(IFormCollection form) => new()
    {
        First = Text(form, "First"),
        Last = Text(form, "Last"),
        Desks = Text(form, "Desks"),
        Opens = Text(form, "Opens"),
        Offers = [.. KindWords.All.Select(kind => new OfferPart(kind, Text(form, FieldOf(kind, "offer")) == "true", Text(form, FieldOf(kind, "places")), Text(form, FieldOf(kind, "supervisor")).Trim(), HalfDaysOf(form, kind)))],
    };

    /// <summary>What the step's own fields lack, each with a message; nothing when one can go on.</summary>
    internal void Check(PublishStep step, List<FieldMessage> messages)
    {
        if (step == PublishStep.Weeks) ReadWeeks(messages);
        else if (step == PublishStep.Offers) ReadOffers(messages);
        else if (step == PublishStep.Opening) ReadOpening(messages);
    }

    /// <summary>What it means; null when something has to be mended first, each with a message.</summary>
    internal (DateOnly First, DateOnly Last, ImmutableArray<OfferTemplate> Offers, int Desks, DateTimeOffset Opens)? Read(List<FieldMessage> messages)
    {
        var (first, last) = ReadWeeks(messages);
        var offers = ReadOffers(messages);
        var (desks, opens) = ReadOpening(messages);
        return messages.Count == 0 ? (first, last, offers, desks, opens) : null;
    }

    /// <summary>The fields of the other steps, to be carried along unseen.</summary>
    internal IEnumerable<(string Name, string Value)> Carried(PublishStep step)
    {
        if (step != PublishStep.Weeks)
        {
            yield return ("First", First);
            yield return ("Last", Last);
        }

        if (step != PublishStep.Offers)
        {
            foreach (var offer in Offers)
            {
                if (offer.Offered) yield return (FieldOf(offer.Kind, "offer"), "true");
                yield return (FieldOf(offer.Kind, "places"), offer.Places);
                yield return (FieldOf(offer.Kind, "supervisor"), offer.Supervisor);
                for (var bit = 0; bit < HalfDays.PerWeek; bit++)
                    if (offer.HalfDays.Contains(bit))
                        yield return (FieldOf(offer.Kind, "half-days"), bit.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (step != PublishStep.Opening)
        {
            yield return ("Desks", Desks);
            yield return ("Opens", Opens);
        }
    }

    private (DateOnly First, DateOnly Last) ReadWeeks(List<FieldMessage> messages)
    {
        var (first, last) = (TableFilter.DateOf(First), TableFilter.DateOf(Last));
        if (first is null) messages.Add(new("first", "Enter a real date for the first week"));
        if (last is null) messages.Add(new("last", "Enter a real date for the last week"));
        if (last < first) messages.Add(new("last", "The last week must be the same as or after the first week"));
        return (first ?? default, last ?? default);
    }

    private ImmutableArray<OfferTemplate> ReadOffers(List<FieldMessage> messages)
    {
        var offers = Offers.Where(offer => offer.Offered).Select(offer => Template(offer, messages)).ToImmutableArray();
        if (offers.IsEmpty) messages.Add(new(FieldOf(TasterKind.Foundation, "offer"), "Select at least one group to offer places to"));
        return offers;
    }

    private (int Desks, DateTimeOffset Opens) ReadOpening(List<FieldMessage> messages)
    {
        if (!Number(Desks, 1, 100, out var desks)) messages.Add(new("desks", "People at the same time must be a number from 1 to 100"));
        if (!LondonTime.TryParseField(Opens, out var opens)) messages.Add(new("opens", "Enter a real UK date and time for when booking opens"));
        return (desks, opens);
    }

    private static OfferTemplate Template(OfferPart offer, List<FieldMessage> messages)
    {
        if (!Number(offer.Places, 1, 50, out var places)) messages.Add(new(FieldOf(offer.Kind, "places"), $"Places for {offer.Kind.Name()} must be a number from 1 to 50"));
        if (offer.HalfDays.IsEmpty) messages.Add(new(FieldOf(offer.Kind, "offer"), $"Select at least one half-day for {offer.Kind.Name()}"));
        return new OfferTemplate(offer.Kind, offer.HalfDays, places, offer.Supervisor);
    }

    private static HalfDays HalfDaysOf(IFormCollection form, TasterKind kind)
    {
        var bits = form[FieldOf(kind, "half-days")].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bit) && bit < HalfDays.PerWeek ? 1 << bit : 0);
        return new HalfDays((ushort)bits.Aggregate(0, (all, bit) => all | bit));
    }

    private static string Text(IFormCollection form, string field) => form[field].ToString();

    private static bool Number(string text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
