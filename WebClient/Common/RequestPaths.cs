using Microsoft.AspNetCore.Http;

namespace OutreachSilo.Common;

internal static class RequestPaths
{
    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static bool IsHub(this HttpRequest request) => request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asked for by programs, which get problem+json where a person would get a page.</summary>
    public static bool IsForPrograms(this HttpRequest request) => request.IsApi() || request.IsHub();

    /// <summary>Where somebody comes in or changes how they do.</summary>
    public static bool IsSignIn(this HttpRequest request) =>
        SignInPaths.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) || request.Path.Equals(Routes.Api + "/session", StringComparison.OrdinalIgnoreCase);

    public static bool IsRead(this HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static readonly PathString[] SignInPaths = [Routes.SignIn, Routes.Recover, Routes.Account, Routes.Invitation, Routes.Api + Routes.Invitation];
}
