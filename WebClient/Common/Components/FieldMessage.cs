namespace OutreachSilo.Common.Components;

/// <param name="Field">Id of the field on the page, or null when it is about the whole form.</param>
/// <param name="Message">One sentence that says what to do.</param>
public sealed record FieldMessage(string? Field, string Message)
{
    /// <summary>A form that this page has not made, or not in this version.</summary>
    public static readonly FieldMessage OutOfDate = new(null, "This page was out of date, so your change was not saved. Check the page and try again.");

    public static FieldMessage Of(Refusal refusal) => new(null, refusal.Detail);
}
