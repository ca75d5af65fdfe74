namespace OutreachSilo.Kernel;

public class FoldedTextTests
{
    [Theory]
    [InlineData("Aoife O'Sullivan", "Aoife O\u2019Sullivan")]
    [InlineData("Aoife O'Sullivan", "aoife o\u02bcsullivan")]
    [InlineData("Aoife O'Sullivan", "Aoife O\u00b4Sullivan")]
    [InlineData("Aoife O'Sullivan", "Aoife  O\uff07Sullivan ")]
    [InlineData("Jos\u00e9 Garc\u00eda-M\u00e1rquez", "Jose\u0301 Garci\u0301a-Ma\u0301rquez")]
    [InlineData("Jos\u00e9 Garc\u00eda-M\u00e1rquez", "Jos\u00e9\u00a0Garc\u00eda\u2011M\u00e1rquez")]
    [InlineData("Anna Smith\u2013Jones", "ANNA SMITH JONES")]
    [InlineData("St. Oswin's", "st oswins")]
    [InlineData("Salt & Mill", "salt and mill")]
    [InlineData("Salt&Mill", "salt and mill")]
    [InlineData("\u202aCB2 1EH\u202c", "\ufeffcb2\u200b (1eh),")]
    [InlineData("\uff23\uff22\uff12", "cb2")]
    [InlineData("\u03a3\u03a3", "\u03c3\u03c2")]
    [InlineData("a\0b", "ab")]
    public void What_reads_the_same_is_the_same(string one, string other)
    {
        Assert.Equal(FoldedText.Of(one), FoldedText.Of(other));
        Assert.True(FoldedText.Same(one, other));
    }

    [Theory]
    [InlineData("Aoife O'Sullivan", "Niamh Walsh")]
    [InlineData("Jos\u00e9", "Jose")]
    [InlineData("mill lane", "milllane")]
    [InlineData("279/281", "279281")]
    [InlineData("", "")]
    [InlineData("\u200b", " ")]
    [InlineData(null, null)]
    public void What_reads_differently_and_what_is_nothing_is_not_the_same(string? one, string? other) => Assert.False(FoldedText.Same(one, other));

    [Fact]
    public void Folding_a_folded_text_changes_nothing_and_no_text_is_too_odd_to_be_folded()
    {
        var dice = new Random(18);
        for (var text = 0; text < 2_000; text++)
        {
            var typed = new string([.. Enumerable.Range(0, dice.Next(40)).Select(_ => (char)dice.Next(dice.Next(2) == 0 ? 0x250 : 0x10000))]);
            var folded = FoldedText.Of(typed);
            Assert.Equal(folded, FoldedText.Of(folded));
            Assert.Equal(folded.Trim(), folded);
            Assert.Equal(folded.Split(' ', StringSplitOptions.RemoveEmptyEntries), FoldedText.Words(typed));
        }
    }
}
