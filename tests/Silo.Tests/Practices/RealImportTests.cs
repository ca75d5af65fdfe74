using OutreachSilo.Storage;

namespace OutreachSilo.Practices;

/// <summary>The real files, one after the other, as an operator takes them.</summary>
public class RealImportTests
{
    [Fact]
    public async Task The_whole_register_comes_in_and_comes_in_again()
    {
        await using var register = await RunningRegister.Start(new SqliteTestDatabase());

        var practices = await register.PracticesFrom(RealData.Register);
        Assert.Equal(new Dictionary<string, int> { ["Registered"] = 6_220 }, practices.Taken);
        Assert.Empty(practices.Missing);

        var outcodes = await register.OutcodesFrom(RealData.Outcodes);
        Assert.Equal(2_864, outcodes.Taken["Added"]);
        Assert.InRange(outcodes.PositionsFilled, 6_200, 6_220);

        var networks = await register.PcnsFrom(RealData.Membership, RealData.Networks);
        Assert.Equal((1_366, 6_125), (networks.Taken["Added"], networks.Taken["PcnChanged"]));

        var cleaned = await register.PracticesFrom(RealData.Cleaned);
        Assert.Equal(new Dictionary<string, int> { ["Updated"] = 6_220 }, cleaned.Taken);

        Assert.Equal(new Dictionary<string, int> { ["Unchanged"] = 6_220 }, (await register.PracticesFrom(RealData.Cleaned)).Taken);
        Assert.Equal(["Unchanged"], (await register.OutcodesFrom(RealData.Outcodes)).Taken.Keys);
        Assert.Equal(["Unchanged"], (await register.PcnsFrom(RealData.Networks, RealData.Membership)).Taken.Keys);

        Assert.Equal(6_220, (await register.List.Regions(CancellationToken.None)).Sum(region => region.Practices));
        Assert.Equal(639, (await register.List.Practices("Y61", null, 0, 1, CancellationToken.None)).Total);
        Assert.True((await register.List.Locate("ts18 1hu", CancellationToken.None))!.Exact);
    }
}
