using System.Collections.Immutable;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Common;

/// <summary>The scheme cambridge, its mentor Mo and mentee Tia, and what their grains answer.</summary>
internal static class SomeMentoring
{
    public const string Scheme = "cambridge";
    public const string Mo = "0000000000000000000000000000000b";
    public const string Tia = "0000000000000000000000000000000c";
    public const string Tor = "0000000000000000000000000000000d";
    public const string SignerName = "Tia Marsh";

    public static readonly Guid PairId = new("00000000-0000-4000-8000-0000000000aa");
    public static readonly Guid MeetingId = new("00000000-0000-4000-8000-0000000000bb");
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    public static readonly ProgrammePolicy Policy = ProgrammePolicy.PeerMentoring(YearStart.FirstWednesdayOfAugust);
    public static readonly LedgerView Ledger = new(2025, 60, 30, 25, 30, 600);
    public static readonly AgreementText Text = new(1, "# Agreement\n\nWe keep *confidences*. <script>alert(1)</script> [x](javascript:alert(2)) ![y](https://elsewhere.example/y.png)", new string('a', 64), Now);

    public static SchemeView View => new(Scheme, "Cambridge", "Y61", "Europe/London", Policy, 1, 1, 1, 0, null, 3);

    public static MentorView Mentor(params InboxRequest[] inbox) => new(
        new MemberId(Scheme, Mo), Policy, MemberProfile.Empty, 2, "", false, new DateOnly(2025, 9, 1),
        new MentorHours("Europe/London", [new WeeklyHours(DayOfWeek.Tuesday, new TimeOnly(18, 0), new TimeOnly(20, 0))], [], 10, 24, 30), [new Mentored(PairId, Tia, Now)], [.. inbox], Ledger, 4);

    public static MenteeView Mentee(Guid? pair = null, params MentorChoice[] choices) =>
        new(new MemberId(Scheme, Tia), Policy, MemberProfile.Empty, false, [.. choices], pair, pair is null ? "" : Mo, [], 5);

    public static MeetingView Meeting(MeetingState state = MeetingState.Booked, DateTimeOffset? startsAt = null) => new(MeetingId, startsAt ?? Now.AddDays(2), 30, state, 0, "");

    public static MentorshipView Pair(bool signed = true, params MeetingView[] meetings) => new(
        PairId, new MemberId(Scheme, Mo), new MemberId(Scheme, Tia), Policy, "Europe/London", Now, null, null,
        signed ? [new Signature(Mo, 1, Text.Hash, Now), new Signature(Tia, 1, Text.Hash, Now)] : [], signed, meetings.Length, [.. meetings], [], 6, new DateOnly(2026, 8, 5));

    public static FreeSlots Slots(params MeetingSlot[] slots) => new([.. slots], "Europe/London", 4);

    /// <summary>What the grains of mentoring answer; the pair's own rule that only the two may is kept.</summary>
    public static object Answer(string grain, string method, object? command) => grain.Split('/')[0] switch
    {
        "scheme" => method switch
        {
            "Agreement" or "PublishAgreement" => Text,
            "Enrol" or "Leave" => new SchemeMember(Tia, MemberRole.Mentee, MemberProfile.Empty, false),
            "PreviewMatch" => new MatchPreview([], [], []),
            "ApplyMatch" => new MatchReport(Guid.Empty, 1, [], 0),
            _ => View,
        },
        "mentor" => method == "FreeSlots" ? Slots(new MeetingSlot(Now.AddDays(1), Now.AddDays(1).AddMinutes(30), ClockPass.Only)) : Mentor(),
        "mentee" => Mentee(),
        "mentorship" when Person(command) is { Length: > 0 } person and not (Mo or Tia) => new Refusal(RefusalCodes.NotOfThePair, $"{person} is not of the pair."),
        "mentorship" => method switch
        {
            "Book" or "Move" or "Cancel" or "Record" => Meeting(),
            "Room" => new MeetingRoom("abcdefghijklmnopqrstuvwxyz", Now, Now.AddHours(1)),
            _ => Pair(meetings: Meeting()),
        },
        _ => throw new InvalidOperationException($"{grain} is not expected to be asked {method}."),
    };

    public static string? Person(object? command) =>
        command is ValueTuple<Guid, string> room ? room.Item2 : command?.GetType().GetProperty("Person")?.GetValue(command) as string;
}
