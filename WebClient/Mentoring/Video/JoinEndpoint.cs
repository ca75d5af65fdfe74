using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring.Video;

/// <summary>The link from a pair's page into the video room: the room's name is in no page, only in the answer within its window.</summary>
internal static class JoinEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapParts().For(Policies.Trainee).MapGet("/mentorships/{mentorship:guid}/meetings/{meeting:guid}/join", Join);

    private static async Task<IResult> Join(Guid mentorship, Guid meeting, PairService pairs, IVideoRooms video, HttpContext context)
    {
        var room = await pairs.Room(mentorship, meeting);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (room.Succeeded && video.AddressOf(room.Value) is { } address) return TypedResults.Redirect(address.AbsoluteUri);
        return TypedResults.Redirect($"/mentorships/{mentorship:N}/room/{(room.Succeeded ? ProblemCodes.VideoNotSetUp : room.Refusal.Code)}");
    }
}
