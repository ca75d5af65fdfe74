using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;

namespace OutreachSilo.People.Accounts;

/// <summary>Signs in with an address and a password; in the demo also with one click.</summary>
public sealed partial class SignInPage(SignInService accounts, CurrentUser user, NavigationManager navigation, IServiceProvider services) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private IDemoMode? demo;

    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm] public string? Email { get; set; }

    [SupplyParameterFromForm] public string? Password { get; set; }

    protected override void OnInitialized() => demo = services.GetService<IDemoMode>() is { Enabled: true } mode ? mode : null;

    private async Task SignIn()
    {
        if (await accounts.SignIn(Email?.Trim(), Password) is { } refusal)
        {
            messages.Add(new FieldMessage("email", refusal.Detail));
            return;
        }

        navigation.NavigateTo(Routes.LocalOrHome(ReturnUrl));
    }
}
