using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

public class HalfDaysTests
{
    [Fact]
    public void Sets_of_half_days_behave_as_sets()
    {
        foreach (var random in Seeded.Each())
        {
            var (a, b) = (new HalfDays((ushort)random.Next(1024)), new HalfDays((ushort)random.Next(1024)));
            var (inA, inB) = (Members(a), Members(b));

            Assert.Equal((inA.Count, inA.Count == 0, true), (a.Count, a.IsEmpty, a.IsValid));
            Assert.Equal(inA.Overlaps(inB), a.Overlaps(b));
            Assert.Equal(inA.Union(inB).Order(), Members(a.With(b)).Order());
            Assert.Equal(inA.Except(inB).Order(), Members(a.Without(b)).Order());
            Assert.Equal(a, a.Without(b).With(new HalfDays((ushort)(a.Bits & b.Bits))));
        }
    }

    [Fact]
    public void Every_set_reads_differently() =>
        Assert.Equal(1024, Enumerable.Range(0, 1024).Select(bits => new HalfDays((ushort)bits).ToString()).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData(0b00_0000_0000, "none")]
    [InlineData(0b11_1111_1111, "Mon–Fri")]
    [InlineData(0b11_1111_1100, "Tue–Fri")]
    [InlineData(0b00_0000_1111, "Mon, Tue")]
    [InlineData(0b00_0011_0001, "Mon am, Wed")]
    [InlineData(0b10_0000_0000, "Fri pm")]
    public void A_set_reads_as_people_say_it(ushort bits, string text) => Assert.Equal(text, new HalfDays(bits).ToString());

    [Fact]
    public void Bits_beyond_Friday_are_not_valid() => Assert.All(Enumerable.Range(10, 6), bit => Assert.False(new HalfDays((ushort)(1 << bit)).IsValid));

    [Fact]
    public void Five_days_make_the_week() =>
        Assert.Equal(HalfDays.WholeWeek, Enumerable.Range(0, 5).Select(HalfDays.Day).Aggregate(HalfDays.None, (all, day) => all.With(day)));

    private static HashSet<int> Members(HalfDays halfDays) => [.. Enumerable.Range(0, HalfDays.PerWeek).Where(halfDays.Contains)];
}
