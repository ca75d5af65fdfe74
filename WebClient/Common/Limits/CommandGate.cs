using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OutreachSilo.Common.Resilience;

namespace OutreachSilo.Common.Limits;

/// <summary>
/// At most <see cref="EdgeOptions.CommandsMax"/> commands are under way on this host. The next is told to come back before anything is
/// spent on it, so that under overload the work goes to those who were let in. Reads and the hub have limits of their own.
/// </summary>
internal sealed class CommandGate(RequestDelegate next, IOptions<EdgeOptions> options)
{
    private readonly int commandsMax = options.Value.CommandsMax;
    private int underWay;

    public Task InvokeAsync(HttpContext context) => context.Request.IsRead() || context.Request.IsHub() ? next(context) : Pass(context);

    private async Task Pass(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref underWay) <= commandsMax) await next(context);
            else await Refuse(context);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private static Task Refuse(HttpContext context)
    {
        var busy = FaultAnswer.Busy;
        WebMeter.AnsweredUnavailable(busy.Code);
        if (context.Request.IsForPrograms()) return Problem.Of(busy.Code, busy.Detail, busy.RetryAfter).ExecuteAsync(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = busy.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
