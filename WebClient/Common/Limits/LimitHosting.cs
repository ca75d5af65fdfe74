using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Common.Limits;

/// <summary>Who may ask how often. Covers pages, API and hub alike; files and health checks are free.</summary>
internal static class LimitHosting
{
    public static WebApplicationBuilder AddOutreachLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AccountAttempts>();
        builder.Services.AddRateLimiter(static _ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>, TimeProvider>(static (limiter, limits, time) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Bucket, string)>(context => Choose(context, limits.Value, time));
            limiter.OnRejected = static (rejected, _) => Reject(rejected);
        });
        return builder;
    }

    private enum Bucket
    {
        Free, SignIn, Live, Write, Read, Anonymous,
    }

    private static RateLimitPartition<(Bucket, string)> Choose(HttpContext context, LimitOptions limits, TimeProvider time)
    {
        var bucket = BucketOf(context);
        if (bucket == Bucket.Free) return RateLimitPartition.GetNoLimiter((bucket, ""));
        var who = bucket is Bucket.Write or Bucket.Read ? context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "" : AddressOf(context.Connection.RemoteIpAddress);
        var perMinute = bucket switch
        {
            Bucket.SignIn => limits.SignInsPerMinute,
            Bucket.Live => limits.LiveConnectsPerMinute,
            Bucket.Write => limits.WritesPerMinute,
            Bucket.Read => limits.ReadsPerMinute,
            _ => limits.AnonymousPerMinute,
        };
        return RateLimitPartition.Get((bucket, who), _ => new ClockedLimiter(perMinute, time));
    }

    private static Bucket BucketOf(HttpContext context)
    {
        var request = context.Request;
        if (!request.IsRead() && request.IsSignIn()) return Bucket.SignIn;
        if (request.IsHub()) return Bucket.Live;
        if (Is(request, "/health") || IsFile(context)) return Bucket.Free;
        if (context.User.Identity?.IsAuthenticated != true) return Bucket.Anonymous;
        return request.IsRead() ? Bucket.Read : Bucket.Write;
    }

    private static bool Is(HttpRequest request, string path) => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    private static bool IsFile(HttpContext context) =>
        context.Request.IsRead() && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    /// <summary>One household or site: the IPv4 address, or the IPv6 network of 64 bits.</summary>
    private static string AddressOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    private static ValueTask Reject(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        if (rejected.HttpContext.Request.IsForPrograms()) return new ValueTask(Problem.Of(ProblemCodes.TooManyRequests, "There have been too many requests. Wait a moment and try again.", wait).ExecuteAsync(rejected.HttpContext));
        // Without a body: a page says it in words.
        rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
