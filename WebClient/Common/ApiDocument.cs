using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace OutreachSilo.Common;

/// <summary>The OpenAPI document: adds the Idempotency-Key and one example for each code that an endpoint may refuse with.</summary>
internal static class ApiDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.ShouldInclude = static description => ("/" + description.RelativePath).StartsWith(Routes.Api, StringComparison.Ordinal);
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "OutreachSilo",
                Version = "v1",
                Description = "Find, book and publish taster weeks at GP practices, and run mentoring schemes. Live updates are at /hubs/live. Refusals and faults are returned as "
                    + "application/problem+json with a stable code. Every write needs an Idempotency-Key header: a repeated key has no further effect and gets the same response.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            var codes = metadata.OfType<MayRefuse>().SelectMany(it => it.Codes).Append(ProblemCodes.TooManyRequests).Append(FaultCodes.Unavailable);
            if (metadata.OfType<NeedsIdempotencyKey>().Any())
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = CommandId.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "1 to 128 visible ASCII characters. Use a new key for each new action and the same key when you repeat it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = CommandIds.KeyCharactersMax },
                });
                codes = codes.Concat([ProblemCodes.IdempotencyKeyMissing, ProblemCodes.IdempotencyKeyInvalid, RefusalCodes.CommandReused, FaultCodes.JournalBusy, FaultCodes.OutcomeUnknown]);
            }

            if (operation.RequestBody is not null) codes = codes.Concat([ProblemCodes.InvalidJson, ProblemCodes.BodyTooLarge, ProblemCodes.MediaTypeNotSupported]);
            if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any()) codes = codes.Concat([ProblemCodes.NotSignedIn, ProblemCodes.NotAllowed]);
            foreach (var status in codes.Distinct(StringComparer.Ordinal).GroupBy(code => ProblemTable.Find(code).Status).OrderBy(status => status.Key))
                (operation.Responses ??= [])[status.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = ResponseOf(status);
            return Task.CompletedTask;
        });
    });

    private static OpenApiResponse ResponseOf(IGrouping<int, string> codes) => new()
    {
        Description = string.Join(", ", codes),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new()
            {
                Examples = codes.ToDictionary(code => code, code => (IOpenApiExample)new OpenApiExample { Summary = ProblemTable.Find(code).Title, Value = ExampleOf(code) }, StringComparer.Ordinal),
            },
        },
    };

    private static JsonObject ExampleOf(string code)
    {
        var kind = ProblemTable.Find(code);
        return new JsonObject { ["type"] = Problem.TypePrefix + code, ["title"] = kind.Title, ["status"] = kind.Status, ["code"] = code };
    }
}
