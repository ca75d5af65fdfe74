using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts.ExternalSignIn;
using OutreachSilo.People.Accounts.Passkeys;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts;

/// <summary>Everything about getting into one's own account, and who did.</summary>
public sealed partial class SecurityPage : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private IReadOnlyList<PasskeyView> passkeys = [];
    private IReadOnlyList<Session> sessions = [];
    private IReadOnlyList<SignInEvent> events = [];
    private IReadOnlyList<ExternalLink> links = [];
    private bool recent;
    private string? done;

    [Inject] private CurrentUser User { get; set; } = null!;

    [Inject] private PasskeyService Passkeys { get; set; } = null!;

    [Inject] private PasskeyDomain Domain { get; set; } = null!;

    [Inject] private SessionService Sessions { get; set; } = null!;

    [Inject] private SignInAudit Audit { get; set; } = null!;

    [Inject] private ExternalSignInService External { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IHttpContextAccessor Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    /// <summary>Id of the passkey or session that a command is about.</summary>
    [SupplyParameterFromForm] public string? Target { get; set; }

    [SupplyParameterFromForm(Name = "Command")] public string? Asked { get; set; }

    [SupplyParameterFromForm] public string? Name { get; set; }

    [SupplyParameterFromForm] public string? Credential { get; set; }

    [SupplyParameterFromForm] public string? State { get; set; }

    protected override async Task OnInitializedAsync()
    {
        done = Done switch
        {
            "password" => "You changed your password. You have been signed out everywhere else.",
            "passkey" => "You added a passkey.",
            "renamed" => "You renamed the passkey.",
            "removed" => "You removed the passkey. You can also delete it from your device.",
            "ended" => "You signed out of the other browser.",
            "others" => "You signed out everywhere else.",
            ExternalSignInService.Linked => "You linked an account. You can now sign in with it.",
            "unlinked" => "You unlinked an account. You can no longer sign in with it.",
            _ => null,
        };
        if (Done == ExternalSignInService.Taken) messages.Add(new FieldMessage(null, "That account is already linked to a different account in this service."));
        if (Done == ExternalSignInService.Failed) messages.Add(new FieldMessage(null, "We could not link that account. Try again."));
        await Load();
    }

    private async Task Load()
    {
        passkeys = await Passkeys.Of(User.AccountId);
        sessions = await Sessions.OpenOf(User.AccountId);
        events = await Audit.NewestOf(User.AccountId);
        links = await External.LinksOf(User.AccountId);
        recent = await Sessions.IsRecent(User.SessionId);
    }

    private async Task AddPasskey()
    {
        var problem = recent ? await Passkeys.Add(User.AccountId, new PasskeyAnswer(Credential, State), Name) : "Sign in again before you add a passkey.";
        if (problem is null) Navigation.NavigateTo(Routes.Security + "?done=passkey");
        else messages.Add(new FieldMessage(recent ? "name" : null, problem));
    }

    private async Task Command()
    {
        var result = Asked switch
        {
            "rename" => await Passkeys.Rename(User.AccountId, Target, Name) ? "renamed" : null,
            "remove" => await Passkeys.Remove(User.AccountId, Target) ? "removed" : null,
            "end" => await Sessions.End(User.AccountId, Target ?? "") ? "ended" : null,
            "unlink" => await External.Unlink(User.AccountId, Target) ? "unlinked" : null,
            "end-others" => await EndOthers(),
            _ => null,
        };
        if (result is not null)
        {
            Navigation.NavigateTo($"{Routes.Security}?done={result}");
            return;
        }

        messages.Add(new FieldMessage(null, Asked == "rename" ? $"Enter a name for the passkey using {PasskeyService.NameCharactersMax} characters or fewer." : "This has already been removed. The page now shows what is left."));
        await Load();
    }

    private async Task<string> EndOthers()
    {
        await Sessions.EndOthers(User.AccountId, User.SessionId);
        return "others";
    }
}
