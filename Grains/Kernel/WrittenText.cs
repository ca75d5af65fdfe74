using System.Security.Cryptography;
using System.Text;

namespace OutreachSilo.Kernel;

/// <summary>How long a text is kept.</summary>
public enum Retention
{
    /// <summary>As long as the record it belongs to, for example an agreement that people have signed.</summary>
    Record,

    /// <summary>Two years after it was written: a reason, a note, a message.</summary>
    Note,
}

/// <summary>What the journal holds of a text that somebody wrote. The text itself is kept apart, so that erasing it rewrites no history.</summary>
/// <param name="Sha256">Of its UTF-8, lower-case hexadecimal.</param>
public sealed record TextRef(Guid Id, string Sha256);

/// <summary>A text that somebody wrote, on its way into the database with the change that refers to it.</summary>
/// <param name="Subject">Key of the aggregate, or opaque id of the person, that it is about; erasure goes by it.</param>
/// <param name="Purpose">What it is, for example <c>hosting-reason</c>.</param>
public sealed record WrittenText(Guid Id, string Subject, string Purpose, Retention Retention, string Text)
{
    public TextRef Ref => new(Id, HashOf(Text));

    /// <summary>The text of a field of a command. Null when nothing was written.</summary>
    public static WrittenText? Of(Guid command, string purpose, string subject, Retention retention, string text) =>
        text.Length == 0 ? null : new WrittenText(Common.Derived.Id("text", purpose, command.ToString("N")), subject, purpose, retention, text);

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The texts that people wrote. They are written by the journal, in the transaction of the change that refers to them.</summary>
public interface ITexts
{
    /// <summary>Null when it was erased.</summary>
    /// <exception cref="Common.JournalUnavailableException">The database cannot be read.</exception>
    /// <exception cref="InvalidDataException">What is stored is not what the journal refers to.</exception>
    Task<string?> Read(TextRef text, CancellationToken cancellationToken);

    /// <summary>Deletes all texts of a subject and says how many there were.</summary>
    /// <exception cref="Common.JournalUnavailableException">Nothing was deleted.</exception>
    Task<int> Erase(string subject, CancellationToken cancellationToken);
}
