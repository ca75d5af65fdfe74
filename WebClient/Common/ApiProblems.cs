using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common.Resilience;

namespace OutreachSilo.Common;

/// <summary>Whatever goes wrong under /api and /hubs is told as problem+json, whatever the caller accepts.</summary>
internal sealed partial class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested) return;
            var kept = context.Response.Headers.ToArray();
            context.Response.Clear();
            foreach (var (name, value) in kept) if (!name.StartsWith("Content-L", StringComparison.OrdinalIgnoreCase)) context.Response.Headers[name] = value;
            await Explain(exception, context).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType))
            await OfStatus(response.StatusCode, context.Request).ExecuteAsync(context);
    }

    private Problem Explain(Exception exception, HttpContext context)
    {
        if (exception is BadHttpRequestException bad) return bad.InnerException is JsonException json ? OfJson(json) : OfStatus(bad.StatusCode, context.Request);
        if (FaultAnswer.Of(exception) is { } fault)
        {
            LogFault(fault.Code, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "", exception.Message);
            var code = fault.Code == FaultCodes.OutcomeUnknown && context.Request.IsRead() ? FaultCodes.Unavailable : fault.Code;
            WebMeter.AnsweredUnavailable(code);
            return Problem.Of(code, fault.Code == code ? fault.Detail : "This information is not available at the moment. Try again shortly.", fault.RetryAfter);
        }

        LogBug(exception, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "");
        return Problem.Of(ProblemCodes.ServerFault, "There is a problem with the service. It has been logged under the traceId.");
    }

    private static Problem OfJson(JsonException json) => Problem.Of(
        ProblemCodes.InvalidJson,
        json.Path is { Length: > 0 and <= 100 } path && path.IsPlainText()
            ? $"The request body does not match the documented JSON. Check {path}."
            : "The request body does not match the documented JSON.");

    private static Problem OfStatus(int status, HttpRequest request) => status switch
    {
        401 => Problem.Of(ProblemCodes.NotSignedIn, "Sign in first with POST /api/v1/session."),
        403 => Problem.Of(ProblemCodes.NotAllowed, "Your account does not have permission to do this."),
        404 => Problem.Of(ProblemCodes.NotFound, "There is no resource at this address."),
        405 => Problem.Of(ProblemCodes.MethodNotAllowed, $"{request.Method} is not supported at this address."),
        413 => Problem.Of(ProblemCodes.BodyTooLarge, $"The request body must be {RequestGuards.ApiBodyBytesMax} bytes or fewer."),
        415 => Problem.Of(ProblemCodes.MediaTypeNotSupported, "Send the request body as application/json in UTF-8."),
        429 => Problem.Of(ProblemCodes.TooManyRequests, "There have been too many requests. Wait a moment and try again.", TimeSpan.FromSeconds(1)),
        >= 500 => Problem.Of(ProblemCodes.ServerFault, "There is a problem with the service. It has been logged under the traceId."),
        _ => Problem.Of(ProblemCodes.InvalidRequest, "Part of the request is missing or not valid. See /openapi/v1.json."),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answered {Code} to {Method} {Endpoint}: {Reason}")]
    private partial void LogFault(string code, string method, string endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected exception in {Method} {Endpoint}")]
    private partial void LogBug(Exception exception, string method, string endpoint);
}
