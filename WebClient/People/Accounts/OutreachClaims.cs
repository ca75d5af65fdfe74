namespace OutreachSilo.People.Accounts;

/// <summary>What the cookie says of an account beside its id and roles.</summary>
public static class OutreachClaims
{
    /// <summary>Opaque person id, 32 lower-case hexadecimal digits.</summary>
    public const string Person = "person";

    /// <summary>NHS region code, for example Y61.</summary>
    public const string Region = "region";

    /// <summary>ODS code of a practice; several for linked practices.</summary>
    public const string Practice = "practice";

    /// <summary>The name shown to its owner and to hosts.</summary>
    public const string DisplayName = "display";
}
