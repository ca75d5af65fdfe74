using System.Net;
using OutreachSilo.Common;

namespace OutreachSilo.People;

/// <summary>Signing in with the provider "city" as a browser does it.</summary>
internal static class ExternalCalls
{
    public static async Task<Caller.Answer> SignInExternally(this Caller caller, string query = "")
    {
        var answer = await caller.Get(await caller.BeginExternally(query));
        return answer.Leads.Contains("done=", StringComparison.Ordinal) ? answer : await caller.Get(answer.Leads);
    }

    /// <summary>Goes to the provider; where that sends the browser back to.</summary>
    public static async Task<string> BeginExternally(this Caller caller, string query = "") =>
        await Visit(await caller.PostTo("/sign-in/external/city" + query, ("__RequestVerificationToken", await caller.Token("/sign-in"))));

    /// <summary>Visits the provider; where it sends the browser then.</summary>
    public static async Task<string> Visit(Caller.Answer begun)
    {
        Assert.Equal(HttpStatusCode.Redirect, begun.Status);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return (await client.GetAsync(begun.Response.Headers.Location)).Headers.Location!.PathAndQuery;
    }
}
