using System.Net;
using OutreachSilo.Common;

namespace OutreachSilo.People;

public sealed class LockTests
{
    private const string Ana = "ana@example.org";

    [Theory]
    [InlineData(Ana)]
    [InlineData("nobody@example.org")]
    public async Task A_lock_ends_after_five_minutes_of_the_services_clock_whether_there_is_an_account_or_not(string email)
    {
        await using var door = await Door.OpenWithPages();
        await door.Member(Ana);
        for (var attempt = 0; attempt < 5; attempt++) await door.TrySignIn(email, "wrong password");

        door.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(ProblemCodes.SignInLocked, await (await door.TrySignIn(email)).Code());

        door.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ProblemCodes.SignInFailed, await (await door.TrySignIn(email, "wrong password")).Code());
        Assert.Equal(email == Ana ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized, (await door.TrySignIn(email)).StatusCode);
    }
}
