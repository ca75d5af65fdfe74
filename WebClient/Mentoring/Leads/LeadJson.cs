namespace OutreachSilo.Mentoring;

/// <param name="Region">Code of the region it lies in, or empty.</param>
/// <param name="Zone">IANA name of the zone in which its training years begin.</param>
internal sealed record DefineSchemeJson(string Name, string Region, string Zone, PolicyJson Policy);

internal sealed record SchemeLineJson(string Code, string Name, string Region, string Programme, int Mentors, int Mentees);

internal sealed record SchemeListJson(IReadOnlyList<SchemeLineJson> Schemes)
{
    public static SchemeListJson Of(IEnumerable<SchemeLine> lines) => new([.. lines.Select(it => new SchemeLineJson(it.Code, it.Name, it.Region, it.Programme, it.Mentors, it.Mentees))]);
}

/// <param name="Paused">Null while not paused; "mentor", "lead", or "system" after requests that nobody answered.</param>
internal sealed record BoardMentorJson(string Person, string Name, int Room, int Mentees, string? Paused, bool Left, DateOnly? TrainedOn, bool HasHours, int Inbox, LedgerJson Ledger, ProfileJson Profile);

/// <param name="Choices">Mentors chosen and not over, best first.</param>
internal sealed record BoardMenteeJson(string Person, string Name, string? Mentor, Guid? Mentorship, bool Left, IReadOnlyList<string> Choices, int Open, ProfileJson Profile);

internal sealed record SchemeBoardJson(SchemeJson Scheme, IReadOnlyList<BoardMentorJson> Mentors, IReadOnlyList<BoardMenteeJson> Mentees, IReadOnlyList<PairLineJson> Mentorships)
{
    public static SchemeBoardJson Of(SchemeBoard it, IReadOnlyDictionary<string, string> names) => new(
        SchemeJson.Of(it.Scheme),
        [.. it.Mentors.Select(one => new BoardMentorJson(
            one.Person, names[one.Person], one.Room, one.Mentees, MentorJson.Paused(one.Person, one.PausedBy), one.HasLeft, one.TrainedOn, one.HasHours, one.Inbox, LedgerJson.Of(one.Ledger),
            ProfileJson.Of(one.Profile)))],
        [.. it.Mentees.Select(one => new BoardMenteeJson(
            one.Person, names[one.Person], one.Mentor.Length > 0 ? one.Mentor : null, one.Mentorship, one.HasLeft, one.Choices, one.Open, ProfileJson.Of(one.Profile)))],
        [.. it.Pairs.Select(PairLineJson.Of)]);
}

/// <param name="Person">Person id of somebody who holds the role trainee of the scheme.</param>
/// <param name="Role">"Mentor" or "Mentee".</param>
internal sealed record EnrolJson(string Person, string Role, ProfileJson Profile);

internal sealed record MemberJson(string Person, string Role, ProfileJson Profile, bool Left)
{
    public static MemberJson Of(SchemeMember it) => new(it.Person, it.Role.ToString(), ProfileJson.Of(it.Profile), it.HasLeft);
}

internal sealed record TraineeJson(string Person, string Name, string Email);

internal sealed record TraineesJson(IReadOnlyList<TraineeJson> Trainees);

/// <param name="Text">Markdown, 1 to 20,000 characters.</param>
internal sealed record PublishAgreementJson(string Text);

/// <param name="Reasons">Why these two, in words.</param>
internal sealed record ProposedPairJson(string Mentee, string Mentor, IReadOnlyList<string> Reasons);

internal sealed record MentorRoomJson(string Mentor, int Free);

internal sealed record MatchPreviewJson(IReadOnlyList<ProposedPairJson> Pairs, IReadOnlyList<string> Unmatched, IReadOnlyList<MentorRoomJson> Room)
{
    public static MatchPreviewJson Of(MatchPreview it) => new(
        [.. it.Pairs.Select(pair => new ProposedPairJson(pair.Mentee, pair.Mentor, pair.Reasons))], it.Unmatched, [.. it.Room.Select(room => new MentorRoomJson(room.Mentor, room.Free))]);
}

internal sealed record ChosenPairJson(string Mentee, string Mentor);

/// <param name="Pairs">1 to 5,000; each mentee once.</param>
internal sealed record ApplyMatchJson(IReadOnlyList<ChosenPairJson> Pairs);

/// <param name="Code">The refusal's code.</param>
internal sealed record RefusedPairJson(string Mentee, string Mentor, string Code);

/// <param name="Left">Pairs not asked about yet; 0 when the match is over.</param>
internal sealed record MatchReportJson(Guid Id, int Made, IReadOnlyList<RefusedPairJson> Refused, int Left)
{
    public static MatchReportJson Of(MatchReport it) => new(it.Id, it.Made, [.. it.Refused.Select(pair => new RefusedPairJson(pair.Mentee, pair.Mentor, pair.Code))], it.Left);
}

/// <param name="Writer">Name of who wrote it.</param>
internal sealed record ReportJson(Guid Id, Guid Mentorship, string Writer, DateTimeOffset WrittenAt, string Text, DateTimeOffset? HandledAt);

internal sealed record ReportsJson(IReadOnlyList<ReportJson> Reports)
{
    public static ReportsJson Of(IEnumerable<ReportLine> lines) => new([.. lines.Select(it => new ReportJson(it.Id, it.Mentorship, it.Writer, it.WrittenAt, it.Text, it.HandledAt))]);
}
