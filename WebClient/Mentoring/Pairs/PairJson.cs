namespace OutreachSilo.Mentoring;

/// <param name="Version">The agreement that was read.</param>
/// <param name="Name">The signer's name as the account shows it.</param>
/// <param name="Confirmed">True: read and agreed to.</param>
internal sealed record SignJson(int Version, string Name, bool Confirmed);

/// <param name="StartsAt">The start of one of the free slots.</param>
/// <param name="Minutes">Its length.</param>
internal sealed record BookJson(DateTimeOffset StartsAt, int Minutes);

/// <param name="Minutes">How long it was; 0 when somebody did not come.</param>
internal sealed record RecordMeetingJson(int Minutes);

internal sealed record TickJson(bool Done);

/// <param name="Text">1 to 4,000 characters; only the lead of the scheme reads it.</param>
internal sealed record ReportProblemJson(string Text);

/// <param name="Pass">"First" or "Second" where the clock shows the start's time twice that day, otherwise "Only".</param>
internal sealed record SlotJson(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Pass);

/// <param name="Zone">The mentor's.</param>
internal sealed record SlotsJson(IReadOnlyList<SlotJson> Slots, string Zone, long Version)
{
    public static SlotsJson Of(FreeSlots it) => new([.. it.Slots.Select(slot => new SlotJson(slot.StartsAt, slot.EndsAt, slot.Pass.ToString()))], it.Zone, it.Version);
}

/// <param name="State">Asked, Booked, Held, NoShow, Cancelled or Refused.</param>
/// <param name="Warning">Why its length is unusual, or null.</param>
internal sealed record MeetingJson(Guid Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Minutes, string State, int Sequence, string? Warning)
{
    public static MeetingJson Of(MeetingView it) => new(it.Id, it.StartsAt, it.EndsAt, it.Minutes, it.State.ToString(), it.Sequence, it.Warning.Length > 0 ? it.Warning : null);
}

/// <param name="Address">Null where no provider of video rooms is set up.</param>
internal sealed record RoomJson(Uri? Address, DateTimeOffset OpensAt, DateTimeOffset ClosesAt);

internal sealed record SignatureJson(string Person, int Version, string Hash, DateTimeOffset At);

internal sealed record GuidanceJson(string Topic, DateTimeOffset DoneAt);

/// <param name="Zone">Of the scheme.</param>
/// <param name="MeetingsUsed">Of this training year.</param>
/// <param name="EndsOn">First day after the training year for which they are a pair: it ends by itself then.</param>
internal sealed record PairJson(
    Guid Id, string Scheme, string Mentor, string Mentee, PolicyJson Policy, string Zone, DateTimeOffset Since, DateTimeOffset? EndedAt, string? Because, IReadOnlyList<SignatureJson> Signatures,
    bool Signed, int MeetingsUsed, IReadOnlyList<MeetingJson> Meetings, IReadOnlyList<GuidanceJson> Guidance, DateOnly EndsOn, long Version)
{
    public static PairJson Of(MentorshipView it) => new(
        it.Id, it.Mentor.Scheme, it.Mentor.Person, it.Mentee.Person, PolicyJson.Of(it.Policy), it.Zone, it.Since, it.EndedAt, it.Because?.ToString(),
        [.. it.Signatures.Select(one => new SignatureJson(one.Person, one.Version, one.Hash, one.At))], it.IsSigned, it.MeetingsUsed, [.. it.Meetings.Select(MeetingJson.Of)],
        [.. it.Guidance.Select(one => new GuidanceJson(one.Topic.ToString(), one.DoneAt))], it.EndsOn, it.Version);
}
