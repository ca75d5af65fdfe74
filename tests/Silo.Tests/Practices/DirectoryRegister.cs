using OutreachSilo.Storage;

namespace OutreachSilo.Practices;

public sealed class SqliteDirectoryRegister : DirectoryRegister
{
    public override TestDatabase NewDatabase() => new SqliteTestDatabase();
}

public sealed class PostgreSqlDirectoryRegister : DirectoryRegister
{
    public override TestDatabase NewDatabase() => new PostgreSqlTestDatabase();
}

/// <summary>Six practices, three networks and two districts, imported once for all tests that only look. Started by the first of them, which may then be skipped for want of a database.</summary>
public abstract class DirectoryRegister : IAsyncDisposable
{
    private const string Address = "HIGH STREET,WYMONDHAM,,,";

    private readonly Lock gate = new();
    private Task<RunningRegister>? shared;

    public abstract TestDatabase NewDatabase();

    internal Task<RunningRegister> Shared()
    {
        lock (gate) return shared ??= New();
    }

    /// <summary>One for a test that changes something.</summary>
    internal async Task<RunningRegister> New()
    {
        var register = await RunningRegister.Start(NewDatabase());
        await register.Outcodes("NR18,52.5,1.1,10", "M1,53.4,-2.2,10");
        await register.Practices(
            PracticeLines.Header,
            PracticeLines.Named("K81001", "MILL SURGERY", postcode: "NR18 0AF", address: Address),
            PracticeLines.Named("K81002", "BRIDGE SURGERY", postcode: "NR18 0AG", lat: "52.6", lon: "1.2", quality: "sector", address: Address),
            PracticeLines.Named("K81003", "100% HEALTH", postcode: "M1 1AE", region: "Y62", lat: "", lon: "", quality: "", address: Address),
            PracticeLines.Named("K81004", "100 HEALTH", postcode: "M1 1AE", region: "Y62", address: Address),
            PracticeLines.Named("K81005", @"A_B \ O'HARE", postcode: "NR18 0AJ", address: Address),
            PracticeLines.Named("K81006", "AXB", postcode: "NR18 0AN", region: "Y98", address: Address));
        await register.Practices(PracticeLines.Published("K81004", status: "C", closed: "20261031"));
        await register.Pcns(
            "practice_code,pcn_code,pcn_name,start_date,end_date",
            "K81001,U00002,VALLEY PCN,20240401,", "K81002,U00001,WATER PCN,20240401,", "K81005,U00002,VALLEY PCN,20240401,", "K81004,U00003,GONE PCN,20240401,");
        return register;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (shared is { IsCompletedSuccessfully: true }) await (await shared).DisposeAsync();
    }
}
