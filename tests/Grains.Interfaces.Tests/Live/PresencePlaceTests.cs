using OutreachSilo.Common;

namespace OutreachSilo.Live;

public class PresencePlaceTests
{
    [Theory]
    [InlineData("presence/K81001", "K81001", null)]
    [InlineData("presence/K81001/2026-08-03", "K81001", "2026-08-03")]
    public void A_place_comes_back_from_its_text(string text, string practice, string? monday)
    {
        Assert.True(PresencePlace.TryParse(text, out var place));
        Assert.Equal((practice, monday), (place.Practice, place.Monday is { } day ? GrainKeys.Date(day) : null));
        Assert.Equal(text, place.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("presence/")]
    [InlineData("presence/k81001")]
    [InlineData("presence/K81001/")]
    [InlineData("presence/K81001/2026-08-04")]
    [InlineData("presence/K81001/2026-08-03/x")]
    [InlineData("Presence/K81001")]
    [InlineData("live/K81001")]
    public void Other_texts_are_no_place(string? text) => Assert.False(PresencePlace.TryParse(text, out _));

    [Fact]
    public void A_text_with_a_mistake_is_refused_or_another_place()
    {
        foreach (var random in Seeded.Each())
        {
            var text = random.Damage("presence/K81001/2026-08-03");
            if (PresencePlace.TryParse(text, out var place)) Assert.Equal(text, place.ToString());
        }
    }
}
