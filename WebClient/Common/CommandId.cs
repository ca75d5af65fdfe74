using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OutreachSilo.Common;

/// <summary>The id of the command that a request carries; a parameter of every writing endpoint.</summary>
internal readonly record struct CommandId(Guid Value)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Set by <see cref="IdempotencyKeys"/> before the endpoint runs.</summary>
    public static ValueTask<CommandId> BindAsync(HttpContext context) => ValueTask.FromResult((CommandId)context.Items[typeof(CommandId)]!);
}

/// <summary>Marks endpoints that change something and so need an Idempotency-Key.</summary>
internal sealed class NeedsIdempotencyKey
{
    public static readonly NeedsIdempotencyKey Instance = new();
}

internal static class IdempotencyKeys
{
    public static TBuilder NeedsIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(Common.NeedsIdempotencyKey.Instance);

    /// <summary>After authorization, before any body is read.</summary>
    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsIdempotencyKey>() is null) return next(context);
        var header = context.Request.Headers[CommandId.Header];
        if (header.Count == 0 || header is [""])
            return Problem.Of(ProblemCodes.IdempotencyKeyMissing, "Send an Idempotency-Key header: a new key for each new action, and the same key when you repeat it.").ExecuteAsync(context);
        if (header.Count > 1 || !CommandIds.IsValidKey(header[0]))
            return Problem.Of(ProblemCodes.IdempotencyKeyInvalid, $"The Idempotency-Key must be 1 to {CommandIds.KeyCharactersMax} visible ASCII characters.").ExecuteAsync(context);
        var account = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("An endpoint that writes must require sign-in.");
        context.Items[typeof(CommandId)] = new CommandId(CommandIds.From(account, header[0]!));
        return next(context);
    });
}
