namespace OutreachSilo.Common;

public class GrainKeysTests
{
    [Fact]
    public void Every_code_of_the_registers_form_is_a_practice()
    {
        foreach (var random in Seeded.Each())
        {
            var code = random.PracticeCode();
            Assert.True(GrainKeys.TryParsePracticeCode(code, out var parsed));
            Assert.Equal((code, "practice/" + code), (parsed, GrainKeys.Practice(parsed)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K8100")]
    [InlineData("K810011")]
    [InlineData("k81001")]
    [InlineData("I81001")]
    [InlineData("O81001")]
    [InlineData("Z81001")]
    [InlineData("K8100O")]
    [InlineData("K8100١")]
    [InlineData("K8100 ")]
    [InlineData(" 81001")]
    [InlineData("K/1001")]
    [InlineData("K8100\0")]
    [InlineData("181001")]
    [InlineData("К81001")]
    public void Nothing_else_is(string? text) => Assert.False(GrainKeys.TryParsePracticeCode(text, out _));

    [Fact]
    public void A_person_comes_back_from_its_key()
    {
        foreach (var random in Seeded.Each())
        {
            var id = new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]).ToString("N");
            Assert.Equal(id, GrainKeys.PersonId(GrainKeys.Person(id)));
        }
    }

    /// <summary>Keys that read as hexadecimal alias each other in the AdoNet storage.</summary>
    [Fact]
    public void No_prefix_reads_as_hexadecimal() =>
        Assert.All([GrainKeys.PracticePrefix, GrainKeys.WeekPrefix, GrainKeys.PersonPrefix, GrainKeys.PlacementPrefix, GrainKeys.SchemePrefix, GrainKeys.MentorPrefix, GrainKeys.MenteePrefix, GrainKeys.MentorshipPrefix], prefix => Assert.False(Uri.IsHexDigit(prefix[0])));
}
