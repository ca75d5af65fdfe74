namespace OutreachSilo.Notices;

/// <summary>The states of a mail in the words of the pages.</summary>
internal static class MailWords
{
    public static readonly IReadOnlyList<MailState> All = [MailState.Waiting, MailState.Failed, MailState.Sent];

    public static string Name(this MailState state) => state switch
    {
        MailState.Waiting => "Waiting",
        MailState.Sent => "Sent",
        _ => "Failed",
    };

    /// <summary>Colour of the tag.</summary>
    public static string Tag(this MailState state) => state switch
    {
        MailState.Waiting => "nhsuk-tag--yellow",
        MailState.Sent => "nhsuk-tag--green",
        _ => "nhsuk-tag--red",
    };

    /// <summary>Null unless the text is the name of a state; case does not matter.</summary>
    public static MailState? Parse(string? text) => text?.ToLowerInvariant() switch
    {
        "waiting" => MailState.Waiting,
        "sent" => MailState.Sent,
        "failed" => MailState.Failed,
        _ => null,
    };
}
