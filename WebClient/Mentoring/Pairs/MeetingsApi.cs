using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.Mentoring.Video;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>Meetings of a pair: find a time, book, move, cancel, join, record.</summary>
internal static class MeetingsApi
{
    private const int DaysDefault = 28;

    private static readonly string[] Taking =
    [
        RefusalCodes.MentorshipUnknown, RefusalCodes.MentorshipEnded, RefusalCodes.NotOfThePair, RefusalCodes.AgreementUnsigned, RefusalCodes.MeetingsUsedUp, RefusalCodes.MeetingTooLong,
        RefusalCodes.MeetingTooShort, RefusalCodes.MeetingInPast, RefusalCodes.MeetingAfterEnd, RefusalCodes.MeetingPending, RefusalCodes.AgendaOverlap, RefusalCodes.AgendaFull, RefusalCodes.MentorUnknown,
        RefusalCodes.MentorNotTrained, RefusalCodes.SlotNotOffered, RefusalCodes.SlotTaken, RefusalCodes.NoticeTooShort, RefusalCodes.LedgerFull, RefusalCodes.SlotReleased,
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Mentorships").For(Policies.Trainee);

        api.MapGet("/mentorships/{mentorship:guid}/slots", Slots)
            .WithName("FreeSlots")
            .WithSummary("List the times that can be booked with the mentor. from and to are days in the mentor's time zone, up to 92 apart")
            .Produces<SlotsJson>()
            .Refuses(ProblemCodes.InvalidRequest, RefusalCodes.InvalidCommand, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MentorUnknown);

        api.MapPost("/mentorships/{mentorship:guid}/meetings", static async (Guid mentorship, BookJson body, CommandId id, PairService pairs) =>
                Answer(await pairs.Book(mentorship, body.StartsAt, body.Minutes, id.Value), StatusCodes.Status201Created))
            .Writes()
            .WithName("BookMeeting")
            .WithSummary("Book a free time. Returns 202 if the result is not known yet")
            .Produces<MeetingJson>(StatusCodes.Status201Created).Produces<MeetingJson>(StatusCodes.Status202Accepted)
            .Refuses([RefusalCodes.InvalidCommand, .. Taking]);

        api.MapPost("/mentorships/{mentorship:guid}/meetings/{meeting:guid}/move", static async (Guid mentorship, Guid meeting, BookJson body, CommandId id, PairService pairs) =>
                Answer(await pairs.Move(mentorship, meeting, body.StartsAt, body.Minutes, id.Value)))
            .Writes()
            .WithName("MoveMeeting")
            .WithSummary("Move a meeting to another free time. It counts as one meeting")
            .Produces<MeetingJson>().Produces<MeetingJson>(StatusCodes.Status202Accepted)
            .Refuses([RefusalCodes.InvalidCommand, RefusalCodes.MeetingUnknown, RefusalCodes.MeetingEnded, RefusalCodes.MeetingBegun, .. Taking]);

        api.MapPost("/mentorships/{mentorship:guid}/meetings/{meeting:guid}/cancel", static async (Guid mentorship, Guid meeting, CommandId id, PairService pairs) =>
                Answer(await pairs.Cancel(mentorship, meeting, id.Value)))
            .Writes()
            .WithName("CancelMeeting")
            .WithSummary("Cancel a meeting. It can be used again this training year")
            .Produces<MeetingJson>()
            .Refuses(RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MeetingUnknown, RefusalCodes.MeetingEnded, RefusalCodes.MeetingBegun, RefusalCodes.MeetingPending);

        api.MapPost("/mentorships/{mentorship:guid}/meetings/{meeting:guid}/record", static async (Guid mentorship, Guid meeting, RecordMeetingJson body, CommandId id, PairService pairs) =>
                Answer(await pairs.Record(mentorship, meeting, body.Minutes, id.Value)))
            .Writes()
            .WithName("RecordMeeting")
            .WithSummary("Record how long a meeting was, or that someone did not attend")
            .Produces<MeetingJson>()
            .Refuses(
                RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MeetingUnknown, RefusalCodes.MeetingEnded, RefusalCodes.MeetingNotOver, RefusalCodes.MeetingTooLong,
                RefusalCodes.MeetingPending);

        api.MapGet("/mentorships/{mentorship:guid}/meetings/{meeting:guid}/room", static async (Guid mentorship, Guid meeting, PairService pairs, IVideoRooms video) =>
                (await pairs.Room(mentorship, meeting)).Answer(room => TypedResults.Ok(new RoomJson(video.AddressOf(room), room.OpensAt, room.ClosesAt))))
            .WithName("MeetingRoom")
            .WithSummary("Get the link to the video room, from 15 minutes before the meeting to 30 minutes after. Meetings are not recorded")
            .Produces<RoomJson>()
            .Refuses(
                RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MeetingUnknown, RefusalCodes.MeetingEnded, RefusalCodes.MeetingPending, RefusalCodes.RoomNotOpen,
                RefusalCodes.RoomClosed);
    }

    private static async Task<IResult> Slots(Guid mentorship, string? from, string? to, PairService pairs, TimeProvider time)
    {
        var query = new QueryValues();
        var first = query.Day("from", from) ?? LondonTime.DateOf(time.GetUtcNow());
        var last = query.Day("to", to) ?? first.AddDays(DaysDefault);
        return query.Refusal is { } refusal ? Problem.Of(refusal) : (await pairs.Slots(mentorship, first, last)).Answer(slots => TypedResults.Ok(SlotsJson.Of(slots)));
    }

    private static IResult Answer(Outcome<MeetingView> outcome, int done = StatusCodes.Status200OK) => outcome.Answer(meeting =>
        TypedResults.Json(MeetingJson.Of(meeting), statusCode: meeting.State == MeetingState.Asked ? StatusCodes.Status202Accepted : done));
}
