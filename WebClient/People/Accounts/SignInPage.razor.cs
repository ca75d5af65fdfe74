using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts.ExternalSignIn;
using OutreachSilo.People.Accounts.Passkeys;

namespace OutreachSilo.People.Accounts;

/// <summary>Signs in with an address and a password or, where script runs, with a passkey; in the demo also with one click.</summary>
public sealed partial class SignInPage(
    SignInService accounts, PasskeyService passkeys, PasskeyDomain domain, CurrentUser user, NavigationManager navigation, IHttpContextAccessor http, IServiceProvider services) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private IDemoMode? demo;
    private bool offersPasskeys;

    private string? EmailMessage => messages.Find(message => message.Field == "email")?.Message;

    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    [SupplyParameterFromForm] public string? Email { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    [SupplyParameterFromForm] public string? Credential { get; set; }

    [SupplyParameterFromForm] public string? State { get; set; }

    protected override void OnInitialized()
    {
        demo = services.GetService<IDemoMode>() is { Enabled: true } mode ? mode : null;
        if (ExternalProblem() is { } problem) messages.Add(new FieldMessage(null, problem));
        offersPasskeys = domain.Covers(http.HttpContext!.Request.Host.Host);
    }

    private string? ExternalProblem() => Done switch
    {
        ExternalSignInService.Failed => "We could not sign you in with that account. Try again, or sign in with your password.",
        ExternalSignInService.Unknown => "That account is not linked to an account in this service. If you have an account here, sign in and link it. If not, you need an invitation.",
        ExternalSignInService.Refused => "You cannot sign in to your account at the moment. Try again in 5 minutes.",
        _ => null,
    };

    private async Task SignIn() => Finish(await accounts.SignIn(Email?.Trim(), Password), "email");

    private async Task SignInByPasskey() => Finish(await passkeys.SignIn(new PasskeyAnswer(Credential, State)), null);

    private void Finish(Refusal? refusal, string? field)
    {
        messages.Clear();
        if (refusal is null) navigation.NavigateTo(Routes.LocalOrHome(ReturnUrl));
        else messages.Add(new FieldMessage(field, refusal.Detail));
    }
}
