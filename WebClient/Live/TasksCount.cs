using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Live;

/// <param name="Topics">What a page follows to hear that the number may have changed.</param>
internal sealed record TasksCountJson(int Count, IReadOnlyList<FollowedJson> Topics);

/// <param name="Epoch">Of a board, with <paramref name="Version"/>: from where on to follow it.</param>
internal sealed record FollowedJson(string Topic, Guid? Epoch = null, long? Version = null);

/// <summary>The number in the header, for the script. Apart from the page, so that no page waits for what its header counts.</summary>
internal static class TasksCount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/tasks/count", Count).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();

    private static async Task<Ok<TasksCountJson>> Count(MyTasks tasks, CurrentUser user)
    {
        var list = await tasks.Read();
        var boards = list.Boards.Select(board => new FollowedJson(board.Board.ToString(), board.Epoch, board.Version));
        return TypedResults.Ok(new TasksCountJson(list.Items.Count, [.. boards, .. user.IsDoctor ? [new FollowedJson(LiveHub.Me)] : Array.Empty<FollowedJson>()]));
    }
}
