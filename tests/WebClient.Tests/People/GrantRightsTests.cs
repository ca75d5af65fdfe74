using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.People.Grants;

/// <summary>Who may give which role for what, at one door.</summary>
public sealed class GrantRightsTests : IClassFixture<OpenDoor>
{
    private readonly Door _door;

    public GrantRightsTests(OpenDoor open)
    {
        _door = open.Door;
        _door.Grains.Answers = static (_, _, _) => Some.Practice();
    }

    [Theory]
    [InlineData("coordinator", Roles.Administrator, "", ProblemCodes.NotAllowed)]
    [InlineData("coordinator", Roles.Coordinator, "Y56", ProblemCodes.NotAllowed)]
    [InlineData("coordinator", Roles.SchemeLead, "cambridge", ProblemCodes.NotAllowed)]
    [InlineData("coordinator", Roles.Coordinator, "Y61", null)]
    [InlineData("coordinator", Roles.PracticeManager, "K81001", null)]
    [InlineData("other coordinator", Roles.PracticeManager, "K81001", ProblemCodes.NotAllowed)]
    [InlineData("manager", Roles.PracticeManager, "K81001", ProblemCodes.NotAllowed)]
    [InlineData("manager", Roles.PracticeAssistant, "K81001", null)]
    [InlineData("manager", Roles.PracticeReception, "K81001", null)]
    [InlineData("manager", Roles.PracticeReception, "K81002", ProblemCodes.NotAllowed)]
    [InlineData("assistant", Roles.PracticeReception, "K81001", ProblemCodes.NotAllowed)]
    [InlineData("reception", Roles.PracticeReception, "K81001", ProblemCodes.NotAllowed)]
    [InlineData("doctor", Roles.Doctor, "Y61", ProblemCodes.NotAllowed)]
    [InlineData("doctor", Roles.Trainee, "cambridge", ProblemCodes.NotAllowed)]
    [InlineData("coordinator", Roles.Trainee, "cambridge", ProblemCodes.NotAllowed)]
    [InlineData("lead", Roles.Trainee, "cambridge", null)]
    [InlineData("lead", Roles.Trainee, "oxford", ProblemCodes.NotAllowed)]
    [InlineData("lead", Roles.SchemeLead, "cambridge", ProblemCodes.NotAllowed)]
    [InlineData("coordinator", Roles.PracticeManager, "U00001", null)]
    [InlineData("coordinator", Roles.PracticeAssistant, "U00001", null)]
    [InlineData("coordinator", Roles.PracticeManager, "U00002", ProblemCodes.NotAllowed)]
    [InlineData("coordinator", Roles.PracticeManager, "U09999", RefusalCodes.InvalidCommand)]
    [InlineData("other coordinator", Roles.PracticeManager, "U00001", ProblemCodes.NotAllowed)]
    [InlineData("manager", Roles.PracticeAssistant, "U00001", ProblemCodes.NotAllowed)]
    [InlineData("group manager", Roles.PracticeAssistant, "U00001", null)]
    [InlineData("group manager", Roles.PracticeReception, "K81003", null)]
    [InlineData("group manager", Roles.PracticeAssistant, "U00002", ProblemCodes.NotAllowed)]
    [InlineData("group manager", Roles.PracticeManager, "U00001", ProblemCodes.NotAllowed)]
    [InlineData("administrator", Roles.PracticeManager, "U00002", null)]
    [InlineData("administrator", Roles.Coordinator, "U00001", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", Roles.PracticeManager, "U1", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", Roles.Trainee, "cambridge", null)]
    [InlineData("administrator", Roles.Trainee, "", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", Roles.SchemeLead, "cambridge", null)]
    [InlineData("administrator", Roles.Administrator, "", null)]
    [InlineData("administrator", Roles.Administrator, "Y61", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", Roles.Coordinator, "y61", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", Roles.PracticeManager, "K8", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", Roles.SchemeLead, "-", RefusalCodes.InvalidCommand)]
    [InlineData("administrator", "king", "", RefusalCodes.InvalidCommand)]
    public async Task Everybody_gives_what_is_theirs_to_give(string who, string role, string scope, string? refused)
    {
        var cookie = who switch
        {
            "coordinator" => _door.CoordinatorCookie(),
            "other coordinator" => _door.CoordinatorCookie("Y56"),
            "manager" => _door.ManagerCookie(),
            "group manager" => _door.Cookie("gus", (ClaimTypes.Role, Roles.PracticeManager), (OutreachClaims.Network, "U00001"), (OutreachClaims.Practice, "K81001"), (OutreachClaims.Practice, "K81003")),
            "assistant" => _door.AssistantCookie(),
            "reception" => _door.ReceptionCookie(),
            "doctor" => _door.DoctorCookie(),
            "lead" => _door.SchemeLeadCookie(),
            _ => _door.AdministratorCookie(),
        };
        var email = $"{Guid.NewGuid():N}@example.org";
        var until = _door.Time.GetUtcNow().AddDays(30).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var answer = await _door.Client(cookie).SendAsync(Request(HttpMethod.Post, "/api/v1/invitations", JsonSerializer.Serialize(new { email, name = "Robin Vale", roles = new[] { new { role, scope } }, until }), email));
        if (refused is null) Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        else Assert.Equal(refused, await answer.Code());
        Assert.Equal(refused is null ? 1 : 0, await _door.With<AccountsDb, int>(accounts => accounts.Invitations.CountAsync(it => it.Email == email)));
    }
}
