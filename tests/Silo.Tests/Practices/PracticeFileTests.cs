using System.Text;

namespace OutreachSilo.Practices;

public class PracticeFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_published_row_gives_all_its_facts()
    {
        var (file, report) = Parse(PracticeLines.File(PracticeLines.Published()));

        var facts = Assert.Single(file.Rows).Facts;
        Assert.Equal(
            new PracticeFacts(
                "K81001", "THE MILL SURGERY", ["MILL LANE", "WYMONDHAM"], "NR18 0AF", "Y61", "QMM", "26A", "01953 600000", new DateOnly(1974, 4, 1),
                double.NaN, double.NaN, ""),
            facts);
        Assert.Equal((1, 0), (report.RowsRead, report.Skipped.Count));
        Assert.True(file.TellsPhone);
    }

    [Fact]
    public void A_named_row_gives_its_position_and_no_phone()
    {
        var (file, report) = Parse(PracticeLines.File(PracticeLines.Header, PracticeLines.Named()));

        var facts = Assert.Single(file.Rows).Facts;
        Assert.Equal((52.57012, 1.11561, "postcode", ""), (facts.Latitude, facts.Longitude, facts.PositionQuality, facts.Phone));
        Assert.Equal(1, report.RowsRead);
        Assert.False(file.TellsPhone);
    }

    [Theory]
    [InlineData("2026-03-31", "QMM")]
    [InlineData("2026-04-01", "T6Y0W")]
    public void The_ICB_column_in_force_today_counts(string today, string icb)
    {
        var report = new ImportReport();
        var file = PracticeFile.Parse(
            PracticeLines.File(PracticeLines.Header, PracticeLines.Named()), "f", DateOnly.Parse(today, null), _ => false, report);

        Assert.Equal(icb, Assert.Single(file.Rows).Facts.Icb);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_case()
    {
        var (file, _) = Parse(PracticeLines.File("POSTCODE,Name,nhse_region_code,extra,ODS_Code", "nr180af,Mill,y61,x,k81001"));

        var facts = Assert.Single(file.Rows).Facts;
        Assert.Equal(("K81001", "Mill", "NR18 0AF", "Y61"), (facts.OdsCode, facts.Name, facts.Postcode, facts.Region));
    }

    /// <summary>Each is put on line 2, between two good rows, which must be taken all the same.</summary>
    public static TheoryData<string, string, string> BadRows
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            void Bad(string what, string line, SkipReason reason) => data.Add(what, line, reason.ToString());

            Bad("one column", "K81002", SkipReason.WrongColumnCount);
            Bad("26 columns", string.Join(',', PracticeLines.Published("K81002").Split(',').SkipLast(1)), SkipReason.WrongColumnCount);
            Bad("28 columns", PracticeLines.Published("K81002") + ",", SkipReason.WrongColumnCount);
            Bad("100 columns", new string(',', 99), SkipReason.WrongColumnCount);
            Bad("semicolons", PracticeLines.Published("K81002").Replace(',', ';'), SkipReason.BrokenQuotes);
            Bad("unclosed quote", PracticeLines.Published("K81002") + "\"", SkipReason.BrokenQuotes);
            Bad("quote opened in the first field", "\"" + PracticeLines.Published("K81002"), SkipReason.BrokenQuotes);
            Bad("text after a quote", PracticeLines.Published("K81002").Replace("\"Y61\"", "\"Y61\"x", StringComparison.Ordinal), SkipReason.BrokenQuotes);
            Bad("stray quote", PracticeLines.Published("K81002").Replace("\"Y61\"", "Y\"61", StringComparison.Ordinal), SkipReason.BrokenQuotes);
            Bad("empty code", PracticeLines.Published(""), SkipReason.BadCode);
            Bad("short code", PracticeLines.Published("K8100"), SkipReason.BadCode);
            Bad("long code", PracticeLines.Published("K810022"), SkipReason.BadCode);
            Bad("letter not in use", PracticeLines.Published("X81002"), SkipReason.BadCode);
            Bad("letters in the number", PracticeLines.Published("K8100O"), SkipReason.BadCode);
            Bad("other digits", PracticeLines.Published("K8100٢"), SkipReason.BadCode);
            Bad("path for a code", PracticeLines.Published("../../"), SkipReason.BadCode);
            Bad("formula for a code", PracticeLines.Published("=1+1"), SkipReason.BadCode);
            Bad("same code again", PracticeLines.Published("K81001"), SkipReason.Duplicate);
            Bad("same code in lower case", PracticeLines.Published("k81001"), SkipReason.Duplicate);
            Bad("no name", PracticeLines.Published("K81002", name: ""), SkipReason.NameMissing);
            Bad("blank name", PracticeLines.Published("K81002", name: "   "), SkipReason.NameMissing);
            Bad("long name", PracticeLines.Published("K81002", name: new string('A', 101)), SkipReason.FieldTooLong);
            Bad("huge name", PracticeLines.Published("K81002", name: new string('A', 200_000)), SkipReason.FieldTooLong);
            Bad("long phone", PracticeLines.Published("K81002", phone: new string('1', 31)), SkipReason.FieldTooLong);
            Bad("NUL", PracticeLines.Published("K81002", name: "A\0B"), SkipReason.ControlCharacter);
            Bad("tab", PracticeLines.Published("K81002", name: "A\tB"), SkipReason.ControlCharacter);
            Bad("escape sequence", PracticeLines.Published("K81002", name: "A\u001b[31mB"), SkipReason.ControlCharacter);
            Bad("right-to-left override", PracticeLines.Published("K81002", name: "A\u202eB"), SkipReason.ControlCharacter);
            Bad("zero-width space", PracticeLines.Published("K81002", name: "A\u200bB"), SkipReason.ControlCharacter);
            Bad("C1 control", PracticeLines.Published("K81002", name: "A\u0085B"), SkipReason.ControlCharacter);
            Bad("no postcode", PracticeLines.Published("K81002", postcode: ""), SkipReason.BadPostcode);
            Bad("district for a postcode", PracticeLines.Published("K81002", postcode: "NR18"), SkipReason.BadPostcode);
            Bad("impossible postcode", PracticeLines.Published("K81002", postcode: "QR18 0AF"), SkipReason.BadPostcode);
            Bad("postcode with a bad ending", PracticeLines.Published("K81002", postcode: "NR18 0CI"), SkipReason.BadPostcode);
            Bad("two postcodes", PracticeLines.Published("K81002", postcode: "NR18 0AF NR18 0AG"), SkipReason.BadPostcode);
            Bad("30 February", PracticeLines.Published("K81002", opened: "20240230"), SkipReason.BadDate);
            Bad("month 13", PracticeLines.Published("K81002", opened: "20241301"), SkipReason.BadDate);
            Bad("British date", PracticeLines.Published("K81002", opened: "01/04/1974"), SkipReason.BadDate);
            Bad("year 1", PracticeLines.Published("K81002", opened: "00010101"), SkipReason.BadDate);
            Bad("year 9999", PracticeLines.Published("K81002", opened: "99991231"), SkipReason.BadDate);
            Bad("bad close date", PracticeLines.Published("K81002", closed: "soon"), SkipReason.BadDate);
            Bad("closed before it opened", PracticeLines.Published("K81002", opened: "20240101", closed: "20231231"), SkipReason.BadDate);
            Bad("closed without a date", PracticeLines.Published("K81099", status: "C"), SkipReason.BadDate);
            Bad("closed and never held", PracticeLines.Published("K81002", status: "C", closed: "20240101"), SkipReason.ClosedAndUnknown);
            Bad("dormant", PracticeLines.Published("K81002", status: "D"), SkipReason.NotActive);
            Bad("proposed", PracticeLines.Published("K81002", status: "P"), SkipReason.NotActive);
            Bad("unheard-of status", PracticeLines.Published("K81002", status: "X"), SkipReason.BadStatus);
            Bad("no status", PracticeLines.Published("K81002", status: ""), SkipReason.BadStatus);
            Bad("a walk-in centre", PracticeLines.Published("K81002", setting: "2"), SkipReason.OtherSetting);
            Bad("setting 04", PracticeLines.Published("K81002", setting: "04"), SkipReason.OtherSetting);
            Bad("Wales", PracticeLines.Published("W00001", region: "W00"), SkipReason.OutsideEngland);
            Bad("no region", PracticeLines.Published("K81002", region: ""), SkipReason.OutsideEngland);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BadRows))]
    public void A_bad_row_is_passed_over_with_its_line_and_reason(string what, string line, string reason)
    {
        var (file, report) = Parse(PracticeLines.File(PracticeLines.Published("K81001"), line, PracticeLines.Published("K81003")));

        var skipped = Assert.Single(report.Skipped);
        Assert.Equal((2, reason), (skipped.Line, skipped.Reason.ToString()));
        Assert.Equal(["K81001", "K81003"], file.Rows.Select(row => row.Facts.OdsCode));
        Assert.Equal(3, report.RowsRead);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("91.0", "1.0")]
    [InlineData("-90.1", "1.0")]
    [InlineData("52.0", "181")]
    [InlineData("52.0", "")]
    [InlineData("", "1.0")]
    [InlineData("NaN", "NaN")]
    [InlineData("Infinity", "1.0")]
    [InlineData("1e1", "1.0")]
    [InlineData("52.1.1", "1.0")]
    [InlineData("north", "east")]
    public void A_bad_position_is_passed_over(string lat, string lon)
    {
        var (file, report) = Parse(PracticeLines.File(PracticeLines.Header, PracticeLines.Named("K81001", lat: lat, lon: lon), PracticeLines.Named("K81002")));

        Assert.Equal((2, SkipReason.BadPosition), (Assert.Single(report.Skipped).Line, report.Skipped[0].Reason));
        Assert.Equal("K81002", Assert.Single(file.Rows).Facts.OdsCode);
    }

    [Fact]
    public void A_position_that_the_file_leaves_empty_is_unknown()
    {
        var (file, _) = Parse(PracticeLines.File(PracticeLines.Header, PracticeLines.Named(lat: "", lon: "", quality: "")));

        Assert.Equal((true, ""), (double.IsNaN(file.Rows[0].Facts.Latitude), file.Rows[0].Facts.PositionQuality));
    }

    [Fact]
    public void Invalid_UTF_8_costs_its_own_row_only()
    {
        byte[] bytes = [.. PracticeLines.File(PracticeLines.Published("K81001")), .. Encoding.Latin1.GetBytes(PracticeLines.Published("K81002", name: "CAFÉ") + "\n"), .. PracticeLines.File(PracticeLines.Published("K81003"))];

        var (file, report) = Parse(bytes);

        Assert.Equal((2, SkipReason.NotUtf8, "K81002"), (report.Skipped[0].Line, Assert.Single(report.Skipped).Reason, report.Skipped[0].Subject));
        Assert.Equal(2, file.Rows.Length);
    }

    [Fact]
    public void Accents_are_kept() =>
        Assert.Equal("LES VALLÉES", Parse(PracticeLines.File(PracticeLines.Published(name: "LES VALLÉES"))).File.Rows[0].Facts.Name);

    [Fact]
    public void Closing_rows_are_for_those_we_hold()
    {
        var report = new ImportReport();
        var file = PracticeFile.Parse(
            PracticeLines.File(PracticeLines.Published("K81001", status: "C", closed: "20241031", region: "Y54")), "f", Today, code => code == "K81001", report);

        Assert.Equal(new DateOnly(2024, 10, 31), Assert.Single(file.Rows).Closed);
        Assert.Empty(report.Skipped);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r\n")]
    public void Line_ends_blank_lines_and_a_byte_order_mark_do_not_matter(string lineEnd)
    {
        var text = "\uFEFF" + PracticeLines.Header + lineEnd + PracticeLines.Named("K81001") + lineEnd + PracticeLines.Named("K81002");

        Assert.Equal(2, Parse(Encoding.UTF8.GetBytes(text)).File.Rows.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("hello")]
    [InlineData("code,name\nK81001,Mill")]
    [InlineData("{\"practices\":[]}")]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("\"")]
    [InlineData("ods_code,name,nhse_region_code\nK81001,Mill,Y61")]
    [InlineData("ods_code,name,postcode\nK81001,Mill,NR18 0AF")]
    [InlineData("ods_code,name,name,postcode,nhse_region_code\nK81001,Mill,Mill,NR18 0AF,Y61")]
    [InlineData("ods_code,ODS_CODE,name,postcode,nhse_region_code\nK81001,K81001,Mill,NR18 0AF,Y61")]
    public void A_file_of_another_form_is_not_taken(string text) =>
        Assert.Throws<UnusableFileException>(() => Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Random_bytes_never_crash_the_parser()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 500; round++)
        {
            var bytes = PracticeLines.File(PracticeLines.Header, PracticeLines.Named("K81001"), PracticeLines.Named("K81002"), PracticeLines.Published("K81003"));
            for (var i = 0; i < 1 + round % 20; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var (file, report) = Parse(bytes);
                Assert.Equal(report.RowsRead, file.Rows.Length + report.Skipped.Count);
            }
            catch (UnusableFileException)
            {
                // A damaged header: nothing is taken, and that is said.
            }
        }
    }

    private static (PracticeFile File, ImportReport Report) Parse(byte[] bytes)
    {
        var report = new ImportReport();
        return (PracticeFile.Parse(bytes, "practices.csv", Today, code => code == "K81099", report), report);
    }
}
