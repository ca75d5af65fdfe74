namespace OutreachSilo.Practices;

public class RealRegisterTests
{
    [Fact]
    public async Task The_published_register_has_6220_GP_practices_in_England()
    {
        var (file, report) = await Parse(RealData.Register);

        Assert.Equal(6_220, file.Rows.Length);
        Assert.Equal(16_685, report.RowsRead);
        var reasons = report.Skipped.CountBy(row => row.Reason).ToDictionary();
        Assert.Equal(
            new Dictionary<SkipReason, int>
            {
                [SkipReason.OtherSetting] = 8_030,
                [SkipReason.ClosedAndUnknown] = 1_963,
                [SkipReason.OutsideEngland] = 398,
                [SkipReason.NotActive] = 74,
            },
            reasons);
        Assert.DoesNotContain(report.Skipped, row => row.Reason.IsFault());
    }

    [Fact]
    public async Task The_cleaned_list_has_the_same_practices_with_positions()
    {
        var (published, _) = await Parse(RealData.Register);
        var (cleaned, report) = await Parse(RealData.Cleaned);

        Assert.Equal(published.Rows.Select(row => row.Facts.OdsCode).Order(StringComparer.Ordinal), cleaned.Rows.Select(row => row.Facts.OdsCode).Order(StringComparer.Ordinal));
        Assert.Empty(report.Skipped);
        Assert.Equal((6_215, 5), (cleaned.Rows.Count(row => row.Facts.PositionQuality == "postcode"), cleaned.Rows.Count(row => row.Facts.PositionQuality == "sector")));
    }

    [Fact]
    public async Task Every_region_code_of_the_register_has_its_name()
    {
        var (file, _) = await Parse(RealData.Register);
        var names = (await File.ReadAllLinesAsync(RealData.Boards, TestContext.Current.CancellationToken)).Skip(1)
            .Select(line => line.Split('"') is [_, _, var rest] ? rest.Split(',') : [.. line.Split(',').Skip(1)])
            .Select(fields => (Code: fields[1], Name: fields[2])).Distinct().ToDictionary(region => region.Code, region => region.Name);

        Assert.Equal(7, names.Count);
        Assert.All(names, region => Assert.Equal(region.Value, NhsRegions.NameOf(region.Key)));
        Assert.All(file.Rows, row => Assert.True(names.ContainsKey(row.Facts.Region)));
        Assert.Equal("Y98", NhsRegions.NameOf("Y98"));
    }

    [Fact]
    public async Task Every_district_of_Great_Britain_is_taken()
    {
        var report = new ImportReport();

        var bodies = OutcodeImport.Parse(await SourceFile.Read(RealData.Outcodes, TestContext.Current.CancellationToken), "outcodes", report);

        Assert.Equal(report.RowsRead, bodies.Count);
        Assert.Empty(report.Skipped);
    }

    private static async Task<(PracticeFile File, ImportReport Report)> Parse(string path)
    {
        var report = new ImportReport();
        var bytes = await SourceFile.Read(path, TestContext.Current.CancellationToken);
        return (PracticeFile.Parse(bytes, Path.GetFileName(path), new DateOnly(2026, 11, 22), _ => false, report), report);
    }
}
