using OutreachSilo.Practices;

namespace OutreachSilo.Live;

public sealed class MapFrameTests
{
    private static readonly GeoPoint Nowhere = new(double.NaN, double.NaN);

    /// <summary>The same points as <c>js/tests/projection.test.ts</c>: marks and outlines fit each other.</summary>
    [Theory]
    [InlineData(-7, 56, 0, 0)]
    [InlineData(0.12, 52.2, 7120, 6486.2544)]
    [InlineData(2.6, 52.8, 9600, 5500.6268)]
    public void Degrees_become_the_outlines_units(double longitude, double latitude, double right, double down)
    {
        var (x, y) = MapFrame.Project(new GeoPoint(latitude, longitude));
        Assert.Equal(right, x, 0.001);
        Assert.Equal(down, y, 0.001);
    }

    [Fact]
    public void Every_known_position_lies_inside_with_room_around_it()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var (north, east, spread) = (50 + 5 * random.NextDouble(), -5 + 6 * random.NextDouble(), 0.001 + 3 * random.NextDouble());
            var points = Enumerable.Range(0, 1 + random.Next(30)).Select(_ => new GeoPoint(north + spread * random.NextDouble(), east + spread * random.NextDouble())).ToList();
            var frame = MapFrame.Around([.. points, Nowhere])!;
            foreach (var (x, y) in points.Select(frame.Place))
            {
                Assert.InRange(x, 50, MapFrame.Width - 50);
                Assert.InRange(y, 50, frame.Height - 50);
            }
        }
    }

    [Fact]
    public void A_lone_practice_is_in_the_middle_of_half_a_degree()
    {
        var alone = new GeoPoint(52.2, 0.12);
        var frame = MapFrame.Around([alone])!;
        var (x, y) = frame.Place(alone);
        Assert.Equal((MapFrame.Width / 2.0, frame.Height / 2.0), (Math.Round(x, 6), Math.Round(y, 6)));
        var (further, _) = frame.Place(new GeoPoint(52.2, 0.62));
        Assert.InRange(further - x, 700, MapFrame.Width);
    }

    [Fact]
    public void Without_a_known_position_there_is_no_map()
    {
        Assert.Null(MapFrame.Around([]));
        Assert.Null(MapFrame.Around([Nowhere]));
    }

    [Fact]
    public void Every_state_has_a_shape_of_its_own_and_a_word()
    {
        Assert.Equal(MapMarks.Shapes.Keys.Order(StringComparer.Ordinal), MapMarks.Meanings.Select(each => each.State).Order(StringComparer.Ordinal));
        Assert.Equal(MapMarks.Shapes.Count, MapMarks.Shapes.Values.Distinct(StringComparer.Ordinal).Count());
        foreach (var row in PracticeTotalsTests.States) Assert.Contains(row.Data.Item1, MapMarks.Shapes.Keys);
    }
}
