using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OutreachSilo.Common.Components;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

public sealed class PublishFormTests
{
    [Fact]
    public void A_whole_form_is_read()
    {
        var asked = Read(Filled(), out var messages);
        Assert.Empty(messages);
        Assert.Equal(new DateOnly(2026, 9, 7), asked!.Value.First);
        var offer = Assert.Single(asked.Value.Offers);
        Assert.Equal((TasterKind.Foundation, 3, "Dr Ida Lund"), (offer.Kind, offer.Capacity, offer.Supervisor));
        Assert.Equal("Mon am, Tue", offer.HalfDays.ToString());
        Assert.Equal(new DateTimeOffset(2026, 8, 3, 11, 0, 0, TimeSpan.Zero), asked.Value.Opens);
    }

    [Fact]
    public void A_fresh_form_can_be_sent_as_it_is()
    {
        var messages = new List<FieldMessage>();
        Assert.NotNull(PublishForm.Fresh(new DateTimeOffset(2026, 8, 3, 11, 40, 0, TimeSpan.Zero)).Read(messages));
        Assert.Empty(messages);
    }

    [Theory]
    [InlineData("First", "2026-02-30", "first")]
    [InlineData("Last", "", "last")]
    [InlineData("Last", "2026-01-01", "last")]
    [InlineData("Desks", "0", "desks")]
    [InlineData("Desks", "1e1", "desks")]
    [InlineData("Opens", "2027-03-28T01:30", "opens")]
    [InlineData("Foundation-places", "51", "Foundation-places")]
    [InlineData("Foundation-places", "2.5", "Foundation-places")]
    [InlineData("Foundation-offer", "", "Foundation-offer")]
    [InlineData("Foundation-half-days", "77", "Foundation-offer")]
    public void A_mistake_is_told_at_its_field(string field, string value, string told)
    {
        var fields = Filled();
        fields[field] = value;
        Assert.Null(Read(fields, out var messages));
        Assert.Contains(messages, message => message.Field == told);
    }

    private static Dictionary<string, StringValues> Filled() => new()
    {
        ["First"] = "2026-09-07",
        ["Last"] = "2026-12-18",
        ["Desks"] = "3",
        ["Opens"] = "2026-08-03T12:00",
        ["Foundation-offer"] = "true",
        ["Foundation-places"] = "3",
        ["Foundation-supervisor"] = " Dr Ida Lund ",
        ["Foundation-half-days"] = new StringValues(["0", "2", "3"]),
    };

    private static (DateOnly First, DateOnly Last, System.Collections.Immutable.ImmutableArray<OfferTemplate> Offers, int Desks, DateTimeOffset Opens)? Read(
        Dictionary<string, StringValues> fields, out List<FieldMessage> messages)
    {
        messages = [];
        return PublishForm.From(new FormCollection(fields)).Read(messages);
    }
}
