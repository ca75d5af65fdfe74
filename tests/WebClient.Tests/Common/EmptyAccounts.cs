using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Common;

/// <summary>
/// An accounts store as a first start leaves it, made once: bringing it up to date is most of what opening a door costs. <see cref="AccountsSchemaTests"/>
/// have stores of their own.
/// </summary>
internal static class EmptyAccounts
{
    private static readonly Lazy<Task<byte[]>> Store = new(Make);

    public static async Task CopyTo(string folder) => await File.WriteAllBytesAsync(new AccountsOptions { DataFolder = folder }.SqliteFile, await Store.Value);

    private static async Task<byte[]> Make()
    {
        var folder = Directory.CreateTempSubdirectory("accounts");
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Configuration.AddInMemoryCollection([new("Storage:DataFolder", folder.FullName)]);
            builder.AddOutreachAccounts();
            using var host = builder.Build();
            await host.Services.GetRequiredService<AccountsSchema>().Ensure(CancellationToken.None);
            return await File.ReadAllBytesAsync(host.Services.GetRequiredService<AccountsOptions>().SqliteFile);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
