namespace OutreachSilo.Practices;

public sealed class SqliteDirectorySearchTests(SqliteDirectoryRegister given) : DirectorySearchTests(given), IClassFixture<SqliteDirectoryRegister>;

public sealed class PostgreSqlDirectorySearchTests(PostgreSqlDirectoryRegister given) : DirectorySearchTests(given), IClassFixture<PostgreSqlDirectoryRegister>;

/// <summary>A practice is found by any words of its name, address, town, code and postcode, however they are typed.</summary>
public abstract class DirectorySearchTests(DirectoryRegister given)
{
    private static readonly (string Typed, string Codes)[] Searches =
    [
        ("St. Brannoc's", "Y98201 Y98202"),
        ("St Brannocs", "Y98201 Y98202"),
        ("St Brannoc\u2019s", "Y98201 Y98202"),
        ("st brannoc's", "Y98201 Y98202"),
        ("brannocs st", "Y98201 Y98202"),
        ("zx41aa", "Y98201"),
        ("ZX4  1AA", "Y98201"),
        ("zx4-1aa.", "Y98201"),
        ("Chapel Street Fenwick", "Y98205"),
        ("All Hallows Health Centre", "Y98203"),
        ("Gullport", "Y98202 Y98204"),
        ("Fern and Bracken", "Y98204"),
        ("fern & bracken", "Y98204"),
        ("12\u201314 harbour", "Y98204"),
        ("y98205", "Y98205"),
        ("y98205 gullport", ""),
    ];

    [Fact]
    public async Task Practices_are_found_by_any_words_however_typed()
    {
        await using var register = await given.New();
        await register.Practices(
            PracticeLines.Header,
            Practice("Y98201", "ST. BRANNOC'S MEDICAL CENTRE", "THE OLD MALTINGS,7 CHAPEL LANE,HOLLOWFORD", "ZX4 1AA"),
            Practice("Y98202", "ST BRANNOCS MEDICAL PRACTICE", "3 QUAY ROAD,GULLPORT,", "ZX4 2AB"),
            Practice("Y98203", "DR QUILL'S PRACTICE", "ALL HALLOWS HEALTH CENTRE,1 ELM ROAD,FENWICK", "ZX5 1AA"),
            Practice("Y98204", "THE FERN & BRACKEN PARTNERSHIP", "12-14 HARBOUR VIEW,GULLPORT,", "ZX5 3AB"),
            Practice("Y98205", "CHAPEL STREET SURGERY", "9 CHAPEL STREET,FENWICK,", "ZX6 4AA"));
        foreach (var (typed, codes) in Searches)
        {
            var found = await register.List.Practices(null, typed, 0, 200, CancellationToken.None);
            Assert.Equal((typed, codes), (typed, string.Join(' ', found.Lines.Select(line => line.OdsCode).Order(StringComparer.Ordinal))));
        }
    }

    [Theory]
    [InlineData("(nr18 0af).", "NR18 0AF", true)]
    [InlineData("\u202aNR18\u00a00AF\u202c", "NR18 0AF", true)]
    [InlineData("NR18-0AG", "NR18 0AG", false)]
    [InlineData("M1 1", "M1", false)]
    [InlineData("nr18 0", "NR18", false)]
    public async Task A_postcode_as_people_paste_it_is_located(string typed, string usual, bool isExact)
    {
        var located = await (await given.Shared()).List.Locate(typed, CancellationToken.None);

        Assert.Equal((usual, isExact), (located!.Postcode, located.Exact));
    }

    [Theory]
    [InlineData("NR18 0A")]
    [InlineData("NR1 8")]
    [InlineData("M11")]
    [InlineData("JE2 3AB")]
    [InlineData("NR18\00AF")]
    public async Task Part_of_a_postcode_never_finds_another_place(string typed) =>
        Assert.Null(await (await given.Shared()).List.Locate(typed, CancellationToken.None));

    private static string Practice(string code, string name, string address, string postcode) =>
        PracticeLines.Named(code, name, "Y61", postcode, address: address + ",,");
}
