using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Live;

/// <param name="Topics">What to follow at the live hub to hear that the tasks may have changed.</param>
internal sealed record TasksJson(IReadOnlyList<MyTask> Tasks, IReadOnlyList<FollowedJson> Topics);

/// <param name="Epoch">With <paramref name="Version"/>: from where on to follow it.</param>
internal sealed record FollowedJson(string Topic, Guid Epoch, long Version);

/// <summary>What waits for the reader; also what the header's number is made of, apart from the page, so that no page waits for it.</summary>
internal static class TasksApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("Tasks").For(Policies.SignedIn).MapGet("/me/tasks", View)
        .WithName("Tasks")
        .WithSummary($"List my tasks, most urgent first, up to {MyTasks.ItemsMax}");

    private static async Task<Ok<TasksJson>> View(MyTasks tasks, LiveTopics topics, CurrentUser user)
    {
        // Asked first, so that what moves while the tasks are read is noticed.
        var known = topics.Known;
        var list = await tasks.Read();
        var boards = list.Boards.Select(board => new FollowedJson(board.Board.ToString(), board.Epoch, board.Version));
        var moving = user.Schemes.Select(GrainKeys.Scheme).Concat(user.IsDoctor || user.IsTrainee ? [LiveHub.Me] : []);
        return TypedResults.Ok(new TasksJson(list.Items, [.. boards, .. moving.Select(topic => new FollowedJson(topic, known.Epoch, known.Version))]));
    }
}
