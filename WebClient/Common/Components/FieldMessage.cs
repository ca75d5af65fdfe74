namespace OutreachSilo.Common.Components;

/// <param name="Field">Id of the field on the page, or null when it is about the whole form.</param>
/// <param name="Message">One sentence that says what to do.</param>
public sealed record FieldMessage(string? Field, string Message)
{
    public static FieldMessage Of(Refusal refusal) => new(null, refusal.Detail);
}
