using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OutreachSilo.Common;

/// <summary>The licences of what is shipped with this program, which have to travel with it.</summary>
internal static class ThirdPartyNotices
{
    public const string Path = "/third-party-notices";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapParts().MapGet(Path, static () =>
        TypedResults.Stream(Text(), "text/plain; charset=utf-8"));

    private static Stream Text() => typeof(ThirdPartyNotices).Assembly.GetManifestResourceStream("third-party-notices")!;
}
