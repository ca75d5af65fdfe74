namespace OutreachSilo.People.Accounts;

/// <summary>What the cookie says of an account beside its id and roles.</summary>
public static class OutreachClaims
{
    /// <summary>Opaque person id, 32 lower-case hexadecimal digits.</summary>
    public const string Person = "person";

    /// <summary>NHS region code, for example Y61; several for a coordinator of several.</summary>
    public const string Region = "region";

    /// <summary>Code of a training scheme that is led.</summary>
    public const string Scheme = "scheme";

    /// <summary>Code of a training scheme that one belongs to.</summary>
    public const string Trains = "trains";

    /// <summary>ODS code of a practice that is managed; several for linked practices.</summary>
    public const string Practice = "practice";

    /// <summary>Code of a primary care network whose practices are managed; each of them is a <see cref="Practice"/> too.</summary>
    public const string Network = "network";

    /// <summary>ODS code of a practice whose manager is assisted.</summary>
    public const string Assists = "assists";

    /// <summary>ODS code of a practice at whose reception one works.</summary>
    public const string Receives = "receives";

    /// <summary>The name shown to its owner and to hosts.</summary>
    public const string DisplayName = "display";

    /// <summary>UTC instant, in Unix milliseconds, at which the first of the roles ends by itself; the ticket is looked at anew then.</summary>
    public const string RolesUntil = "roles-until";

    /// <summary>Id of the session that the ticket belongs to, 32 lower-case hexadecimal digits.</summary>
    public const string Session = "session";
}
