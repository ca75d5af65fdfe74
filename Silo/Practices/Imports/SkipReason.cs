namespace OutreachSilo.Practices;

/// <summary>Why a row of an import file was not taken. Names are part of the report's format.</summary>
internal enum SkipReason
{
    // The row is broken.
    WrongColumnCount,
    BrokenQuotes,
    NotUtf8,
    ControlCharacter,
    FieldTooLong,
    BadCode,
    BadPostcode,
    BadDate,
    BadPosition,
    BadStatus,
    NameMissing,
    Duplicate,

    // The row is sound and not for us.
    OtherSetting,
    NotActive,
    OutsideEngland,
    ClosedAndUnknown,
    PracticeUnknown,
    NotCurrent,

    /// <summary>The practice itself refused; the report's detail has the refusal code.</summary>
    Refused,
}

internal static class SkipReasons
{
    /// <summary>A phrase for people, British English.</summary>
    public static string Describe(this SkipReason reason) => reason switch
    {
        SkipReason.WrongColumnCount => "wrong number of columns",
        SkipReason.BrokenQuotes => "a quotation mark is missing or misplaced",
        SkipReason.NotUtf8 => "not text in UTF-8",
        SkipReason.ControlCharacter => "contains a control character",
        SkipReason.FieldTooLong => "a field is too long",
        SkipReason.BadCode => "not a valid code",
        SkipReason.BadPostcode => "not a postcode",
        SkipReason.BadDate => "not a date, or dates in the wrong order",
        SkipReason.BadPosition => "not a position in degrees",
        SkipReason.BadStatus => "a status other than A, C, D or P",
        SkipReason.NameMissing => "no name",
        SkipReason.Duplicate => "already in the file",
        SkipReason.OtherSetting => "not a GP practice (prescribing setting other than 4)",
        SkipReason.NotActive => "dormant or proposed",
        SkipReason.OutsideEngland => "outside the regions of NHS England",
        SkipReason.ClosedAndUnknown => "closed and not in the service",
        SkipReason.PracticeUnknown => "practice not in the service",
        SkipReason.NotCurrent => "not current today",
        SkipReason.Refused => "refused by the practice's own rules",
        _ => reason.ToString(),
    };

    /// <summary>True when the row itself is at fault and its publisher would want to know.</summary>
    public static bool IsFault(this SkipReason reason) => reason is < SkipReason.OtherSetting or SkipReason.Refused;
}
