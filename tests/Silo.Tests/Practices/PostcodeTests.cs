namespace OutreachSilo.Practices;

public class PostcodeTests
{
    [Theory]
    [InlineData("NR18 0AF", "NR18 0AF")]
    [InlineData("nr180af", "NR18 0AF")]
    [InlineData(" nR1 8 0 aF ", "NR18 0AF")]
    [InlineData("m11ae", "M1 1AE")]
    [InlineData("B11 1AA", "B11 1AA")]
    [InlineData("sw1a 1aa", "SW1A 1AA")]
    [InlineData("gir0aa", "GIR 0AA")]
    [InlineData("NR18\u00a00AF", "NR18 0AF")]
    [InlineData("CB2 1EH.", "CB2 1EH")]
    [InlineData("CB2 1EH,", "CB2 1EH")]
    [InlineData("(CB2 1EH)", "CB2 1EH")]
    [InlineData("CB2-1EH", "CB2 1EH")]
    [InlineData("CB2 1EH\u200b", "CB2 1EH")]
    [InlineData("\u202aCB2 1EH\u202c", "CB2 1EH")]
    [InlineData("\ufeffCB2\t1EH\r\n", "CB2 1EH")]
    [InlineData("\uff23\uff22\uff12 \uff11\uff25\uff28", "CB2 1EH")]
    public void A_postcode_gets_its_usual_writing(string typed, string usual)
    {
        Assert.True(Postcode.TryNormalise(typed, out var postcode));
        Assert.Equal(usual, postcode);
        Assert.Equal(usual[..^4], Postcode.DistrictOf(postcode));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("NR18")]
    [InlineData("NR18 0A")]
    [InlineData("NR18 0AFF")]
    [InlineData("1R18 0AF")]
    [InlineData("NR18 OAF")]
    [InlineData("CB2 1E")]
    [InlineData("NR18 0AF\0")]
    [InlineData("N                                        R18 0AF")]
    [InlineData("%")]
    [InlineData("D02 AF30")]
    public void What_is_no_postcode_is_refused(string? typed) => Assert.False(Postcode.TryNormalise(typed, out _));

    [Theory]
    [InlineData("nr18", "NR18")]
    [InlineData(" N R 1 8 ", "NR18")]
    [InlineData("ec1a", "EC1A")]
    [InlineData("B1", "B1")]
    [InlineData("CB21", "CB21")]
    [InlineData("CB2 1", "CB2")]
    [InlineData("n1 1.", "N1")]
    [InlineData("W1A 0", "W1A")]
    public void A_district_gets_its_usual_writing(string typed, string usual)
    {
        Assert.True(Postcode.TryNormaliseDistrict(typed, out var district));
        Assert.Equal(usual, district);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NR")]
    [InlineData("18")]
    [InlineData("NR188")]
    [InlineData("CB2 1E")]
    [InlineData("CB2 12")]
    [InlineData("1 CB2")]
    [InlineData("NR18 0AF")]
    public void What_is_no_district_is_refused(string? typed) => Assert.False(Postcode.TryNormaliseDistrict(typed, out _));
}
