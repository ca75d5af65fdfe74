using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OutreachSilo.Common;

/// <summary>What an endpoint may be refused with; for the documentation.</summary>
internal sealed record MayRefuse(IReadOnlyList<string> Codes);

internal static class ApiGroup
{
    /// <summary>All endpoints of a feature under one tag, open to all unless they are mapped <see cref="For"/> somebody.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string tag) => routes.MapGroup(Routes.Api).WithTags(tag);

    /// <summary>Those endpoints of a feature that a policy guards: stated once for all of them.</summary>
    public static RouteGroupBuilder For(this RouteGroupBuilder api, string policy) => api.MapGroup("").RequireAuthorization(policy);

    /// <summary>Names the refusals in the OpenAPI document, beside those of every endpoint.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params string[] codes) => endpoint.WithMetadata(new MayRefuse(codes));

    /// <summary>Something that changes the service, and so needs an Idempotency-Key; in a group that a policy guards.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder endpoint) => endpoint.NeedsIdempotencyKey();

    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> answer)
        where T : class => outcome.Succeeded ? answer(outcome.Value) : Problem.Of(outcome.Refusal);
}
