using System.CommandLine;
using Microsoft.Extensions.Options;
using Orleans.Runtime.MembershipService;
using OutreachSilo.Clustering;
using OutreachSilo.Storage;

namespace OutreachSilo.Commands;

/// <summary>The executable's verbs. Without a verb it serves.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args, CommandSeams seams)
    {
        var arguments = HostArguments.Split(args);
        var parsed = Root(seams, arguments.Settings).Parse(arguments.Rest, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Run with --help to see the options.");
            return ExitStatus.Usage;
        }

        try
        {
            // The host watches for signals itself and drains first; the parser's two seconds would cut that short.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (OptionsValidationException problem)
        {
            foreach (var failure in problem.Failures) await Console.Error.WriteLineAsync(failure);
            return ExitStatus.Usage;
        }
        catch (ListenException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return problem.ExitStatus;
        }
        catch (StorageStartException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return problem.ExitStatus == StorageStartException.InUse ? ExitStatus.StorageInUse : problem.ExitStatus;
        }
        catch (OrleansClusterConnectivityCheckFailedException problem)
        {
            await Console.Error.WriteLineAsync($"This node did not join the cluster: {problem.Message}");
            return ExitStatus.ClusterUnreachable;
        }
        catch (Exception failure) when (ListenCheck.Explain(failure) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return problem.ExitStatus;
        }
    }

    internal static RootCommand Root(CommandSeams seams, string[] settings)
    {
        var demo = new Option<bool>("--demo") { Description = "Run with fictional data and demo accounts (this machine only, not in Production)" };
        var root = new RootCommand("OutreachSilo: taster weeks and mentoring in general practice. Run without a command to start the service.")
        {
            demo,
            // Taken out before parsing (see HostArguments); named here for the help text and for a missing value.
            new Option<string>("--urls") { Description = "Addresses to listen on, for example http://localhost:5080", Recursive = true },
            new Option<string>("--environment") { Description = "Development, Production or another environment name", Recursive = true },
            new Option<string>("--contentRoot") { Hidden = true, Recursive = true },
            new Option<string>("--applicationName") { Hidden = true, Recursive = true },
        };
        root.SetAction(parsed => seams.Serve(new ServeOptions(parsed.GetValue(demo), settings)));

        var host = new CommandHost(seams.Compose, settings);
        root.Subcommands.Add(ImportCommands.Create(host));
        root.Subcommands.Add(AuditCommand.Create(host));
        root.Subcommands.Add(HealthCommand.Create(settings));
        root.Subcommands.Add(AccountsCommand.Create(new CommandHost(seams.Compose + seams.ComposeAccounts, settings), seams.AddAccount));
        return root;
    }
}
