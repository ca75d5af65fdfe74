using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Storage;

/// <summary>Settings: defaults, and a message for each wrong one that names the key and what it accepts.</summary>
public sealed class StorageOptionsTests
{
    [Fact]
    public void Nothing_set_means_a_sqlite_file_in_the_data_folder()
    {
        var options = Bind();
        Assert.Equal(StorageProvider.Sqlite, options.Provider);
        Assert.Equal("./data", options.DataFolder);
        Assert.Equal($"Data Source={Path.Combine("./data", "outreach.db")}", options.ConnectionString);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("PostgreSql")]
    public void A_provider_is_read_in_any_case(string text) =>
        Assert.Equal(StorageProvider.PostgreSql, Bind(("Storage:Provider", text), ("ConnectionStrings:Outreach", "Host=db")).Provider);

    [Theory]
    [InlineData("Storage:Provider", "MySql", "Sqlite or PostgreSql")]
    [InlineData("Storage:Provider", "1", "Sqlite or PostgreSql")]
    [InlineData("Storage:Provider", "", "Sqlite or PostgreSql")]
    [InlineData("Storage:DataFolder", " ", "must name a folder")]
    [InlineData("Storage:QueueAppendsMax", "0", "from 1 to 1000000")]
    [InlineData("Storage:QueueAppendsMax", "many", "from 1 to 1000000")]
    [InlineData("Storage:BatchRowsMax", "-5", "from 1 to 100000")]
    [InlineData("Storage:BatchRowsMax", "1.5", "from 1 to 100000")]
    [InlineData("Storage:AppendDeadlineSeconds", "0", "from 1 to 300")]
    [InlineData("Storage:ReadersMax", "99999999999", "from 1 to 200")]
    [InlineData("ConnectionStrings:Outreach", "Data Source=:memory:", "must name a file")]
    [InlineData("ConnectionStrings:Outreach", "Data Source=x;Mode=Memory", "must name a file")]
    [InlineData("ConnectionStrings:Outreach", "Host=db;Password=secret", "not a connection string of Sqlite")]
    public void A_wrong_value_is_refused_with_its_key_and_what_it_accepts(string key, string value, string accepted)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind((key, value)));
        var problem = Assert.Single(failure.Failures);
        Assert.Contains(key, problem, StringComparison.Ordinal);
        Assert.Contains(accepted, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PostgreSql_needs_a_connection_string()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Storage:Provider", "PostgreSql")));
        Assert.Contains("ConnectionStrings:Outreach is needed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_values_are_told_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Storage:ReadersMax", "x"), ("Storage:BatchRowsMax", "y")));
        Assert.Equal(2, failure.Failures.Count());
    }

    [Fact]
    public async Task A_wrong_setting_ends_the_start()
    {
        await using var database = new SqliteTestDatabase();
        await Assert.ThrowsAsync<OptionsValidationException>(() => RunningStorage.Start(database, ("Storage:ReadersMax", "none")));
        Assert.Empty(Directory.GetFiles(database.Folder));
    }

    private static StorageOptions Bind(params (string Key, string Value)[] settings)
    {
        var options = new StorageOptions();
        options.Bind(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());
        return options;
    }
}
