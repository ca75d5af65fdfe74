namespace OutreachSilo.Notices;

/// <summary>A mail's text, twice the same: for programs that show HTML and for those that do not.</summary>
internal sealed record RenderedMail(string Subject, string Text, string Html);
