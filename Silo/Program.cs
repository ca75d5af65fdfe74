using OutreachSilo.Commands;
using OutreachSilo.Common;
using OutreachSilo.Practices;
using OutreachSilo.Storage;

return await CommandLine.Run(args, new CommandSeams(Serve, builder => AddCore(builder)));

static async Task<int> Serve(ServeOptions options)
{
    var builder = WebApplication.CreateBuilder(options.HostArguments);
    AddCore(builder);
    var app = builder.Build();
    app.MapHealthChecks("/health/ready");
    await app.RunAsync();
    return ExitStatus.Done;
}

static void AddCore(IHostApplicationBuilder builder)
{
    builder.AddOutreachStorage();
    builder.AddOutreachGrains();
    builder.AddOutreachPractices();
    builder.UseOrleans();
}
