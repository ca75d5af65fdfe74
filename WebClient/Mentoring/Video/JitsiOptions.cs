using System.ComponentModel.DataAnnotations;

namespace OutreachSilo.Mentoring.Video;

/// <summary>Where Jitsi Meet is: the section <c>Video:Jitsi</c>.</summary>
internal sealed class JitsiOptions
{
    public const string Section = "Video:Jitsi";

    /// <summary>An https address without a path, for example <c>https://meet.example.org</c>; empty for no video.</summary>
    [RegularExpression(@"(https://[A-Za-z0-9.-]+(:\d{1,5})?/?)?", ErrorMessage = "Video:Jitsi:BaseAddress is empty or an https address without a path, for example https://meet.example.org.")]
    public string BaseAddress { get; set; } = "";
}
