using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>What an account must have; each message says what is accepted.</summary>
internal static class NewAccountRules
{
    public const string AddressAccepted = "Enter an email address in the correct format, like ana@example.org";

    public static readonly string NameAccepted = $"The name must be 1 to {AppUser.DisplayNameCharactersMax} characters of plain text.";

    /// <summary>Others are given to an account that exists.</summary>
    private static readonly string[] MadeHere = [Roles.Administrator, Roles.Coordinator, Roles.PracticeManager, Roles.Doctor];

    public static IEnumerable<string> Check(NewAccount account)
    {
        if (!IsAddress(account.Email)) yield return AddressAccepted;
        if (!IsName(account.DisplayName)) yield return NameAccepted;
        if (account.Roles.Count + account.MoreRoles.Count == 0 || account.Roles.Any(role => !MadeHere.Contains(role, StringComparer.Ordinal)))
            yield return $"The role must be one or more of {string.Join(", ", MadeHere)}.";
        foreach (var role in account.MoreRoles)
            if (role.Problem() is { } problem)
                yield return problem;
        if (account.Roles.Contains(Roles.Coordinator, StringComparer.Ordinal) != BoardId.IsRegion(account.Region))
            yield return "A coordinator needs a region code, like Y61. Other roles must not have one.";
        if (account.Practices.Any(code => !RoleForm.IsOfPractice(code)) || account.Roles.Contains(Roles.PracticeManager, StringComparer.Ordinal) != account.Practices.Count > 0)
            yield return "A practice manager needs practice codes, like K81001, or a network code, like U12345. Other roles must not have them.";
        if (account.PersonId is { } person && (person.Length != 32 || !person.All(char.IsAsciiHexDigitLower)))
            yield return "A person id must be 32 lower-case hexadecimal digits.";
        if (account.Password.Length > SignInService.PasswordCharactersMax) yield return $"The password must be {SignInService.PasswordCharactersMax} characters or fewer.";
    }

    public static bool IsName(string? name) => name is { Length: >= 1 and <= AppUser.DisplayNameCharactersMax } && name.IsPlainText();

    public static bool IsAddress(string? email) =>
        email is { Length: >= 3 and <= SignInService.EmailCharactersMax } && email.IsPlainText() && !email.Any(char.IsWhiteSpace)
        && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1;
}
