using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.EndToEnd;

/// <summary>
/// Sign-in cookies as the service itself would issue them, made with its own key ring: five thousand sign-ins by password would take
/// minutes and test nothing that matters here.
/// </summary>
internal sealed class Tickets
{
    private readonly TicketDataFormat format;

    /// <param name="connection">Of the service's PostgreSQL database; null where it keeps everything in the folder.</param>
    public Tickets(string dataFolder, string? connection = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Storage:DataFolder", dataFolder),
            new("Storage:Provider", connection is null ? "Sqlite" : "PostgreSql"), new("ConnectionStrings:Outreach", connection)]);
        builder.AddOutreachAccounts();
        format = new TicketDataFormat(builder.Build().Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware",
                IdentityConstants.ApplicationScheme, "v2"));
    }

    public static string PersonId(int number) => string.Create(CultureInfo.InvariantCulture, $"{number + 0x1000:x32}");

    public string Doctor(int number) => Cookie($"doctor-{number}", [new(ClaimTypes.Role, Roles.Doctor), new(OutreachClaims.Person, PersonId(number))]);

    public string Coordinator(string region) => Cookie("coordinator", [new(ClaimTypes.Role, Roles.Coordinator), new(OutreachClaims.Region, region)]);

    private string Cookie(string account, IEnumerable<Claim> claims)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, account), new Claim(ClaimTypes.Name, account), .. claims], IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        var properties = new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) };
        return $"{AccountsHosting.CookieName}={format.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, IdentityConstants.ApplicationScheme))}";
    }
}
