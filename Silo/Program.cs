using OutreachSilo.Clustering;
using OutreachSilo.Commands;
using OutreachSilo.Common;
using OutreachSilo.Dashboard;
using OutreachSilo.Demo;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;
using OutreachSilo.Storage;
using OutreachSilo.Telemetry;

return await CommandLine.Run(args, new CommandSeams(Serve, ComposeCommand, builder => builder.AddOutreachAccounts(), AccountVerb.Add));

static async Task<int> Serve(ServeOptions options)
{
    var builder = WebApplication.CreateBuilder(ServeSettings.For(options));
    builder.AddServeDefaults(options);
    ListenCheck.Run(builder.Configuration);
    builder.AddOutreachTelemetry();
    builder.AddOutreachSilo();
    builder.AddOutreachDashboard();
    AddCore(builder);
    if (options.Demo) builder.AddOutreachDemo();
    builder.AddOutreachWeb();
    builder.AddOutreachPages();
    builder.AddOutreachNoticeFollower();
    builder.AddStartBlock();

    var app = builder.Build();
    app.UseOutreachErrorPages();
    app.UseOutreachWeb();
    app.MapOutreachWeb();
    app.MapOutreachPages();
    app.MapOutreachDashboard();
    await app.RunAsync();
    return ExitStatus.Done;
}

static void ComposeCommand(IHostApplicationBuilder builder)
{
    builder.AddOutreachSiloForCommand();
    AddCore(builder);
}

static void AddCore(IHostApplicationBuilder builder)
{
    builder.AddOutreachStorage();
    builder.AddOutreachGrains();
    builder.AddOutreachPractices();
}
