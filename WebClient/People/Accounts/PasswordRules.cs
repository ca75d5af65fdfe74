using Microsoft.AspNetCore.Identity;
using OutreachSilo.Kernel;

namespace OutreachSilo.People.Accounts;

/// <summary>What a password must be beside its length: not what everybody would try first.</summary>
internal sealed class PasswordRules : IPasswordValidator<AppUser>
{
    public const int CharactersMin = 10;

    private const int DifferentCharactersMin = 5;

    public Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user, string? password)
    {
        var text = password ?? "";
        if (text.Length > SignInService.PasswordCharactersMax) return Refuse($"Your password must be {SignInService.PasswordCharactersMax} characters or fewer.");
        if (text.Distinct().Count() < DifferentCharactersMin) return Refuse($"Your password must have at least {DifferentCharactersMin} different characters.");
        if (FoldedText.Same(text, user.Email) || FoldedText.Same(text, user.DisplayName)) return Refuse("Your password must not be your name or email address.");
        return Task.FromResult(IdentityResult.Success);
    }

    private static Task<IdentityResult> Refuse(string description) => Task.FromResult(IdentityResult.Failed(new IdentityError { Code = nameof(PasswordRules), Description = description }));
}
