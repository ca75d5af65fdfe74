using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>What an account must have; each message says what is accepted.</summary>
internal static class NewAccountRules
{
    public const string AddressAccepted = "The email address is not one, for example ana@example.org (at most 254 characters).";

    public static readonly string NameAccepted = $"The name has 1 to {AppUser.DisplayNameCharactersMax} characters of plain text.";

    /// <summary>Others are given to an account that exists.</summary>
    private static readonly string[] MadeHere = [Roles.Administrator, Roles.Coordinator, Roles.PracticeManager, Roles.Doctor];

    public static IEnumerable<string> Check(NewAccount account)
    {
        if (!IsAddress(account.Email)) yield return AddressAccepted;
        if (!IsName(account.DisplayName)) yield return NameAccepted;
        if (account.Roles.Count + account.MoreRoles.Count == 0 || account.Roles.Any(role => !MadeHere.Contains(role, StringComparer.Ordinal)))
            yield return $"The role is one or more of {string.Join(", ", MadeHere)}.";
        foreach (var role in account.MoreRoles)
            if (role.Problem() is { } problem)
                yield return problem;
        if (account.Roles.Contains(Roles.Coordinator, StringComparer.Ordinal) != BoardId.IsRegion(account.Region))
            yield return "A coordinator, and nobody else, has a region code such as Y61.";
        if (account.Practices.Any(code => !RoleForm.IsOfPractice(code)) || account.Roles.Contains(Roles.PracticeManager, StringComparer.Ordinal) != account.Practices.Count > 0)
            yield return "A practice manager, and nobody else, has one or more practice codes such as K81001, or the code of a network such as U12345 for all its practices.";
        if (account.PersonId is { } person && (person.Length != 32 || !person.All(char.IsAsciiHexDigitLower)))
            yield return "A person id is 32 lower-case hexadecimal digits.";
        if (account.Password.Length > SignInService.PasswordCharactersMax) yield return $"A password has at most {SignInService.PasswordCharactersMax} characters.";
    }

    public static bool IsName(string? name) => name is { Length: >= 1 and <= AppUser.DisplayNameCharactersMax } && name.IsPlainText();

    public static bool IsAddress(string? email) =>
        email is { Length: >= 3 and <= SignInService.EmailCharactersMax } && email.IsPlainText() && !email.Any(char.IsWhiteSpace)
        && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1;
}
