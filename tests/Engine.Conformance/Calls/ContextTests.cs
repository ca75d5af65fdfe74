using Orleans.Hosting;
using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Calls;

/// <summary>Request context and call filters: src/Orleans.Core.Abstractions/Runtime/RequestContext.cs, src/Orleans.Core/Core/GrainMethodInvoker.cs.</summary>
public sealed class ContextTests
{
    [Fact]
    public async Task The_request_context_travels_through_a_chain_of_calls()
    {
        await using var host = await ConformanceHost.StartAsync();
        RequestContext.Set("actor", "dr-ana");

        Assert.Equal("dr-ana, dr-ana", await host.Get<IContextGrain>("a").ActorsVia("b"));
    }

    [Fact]
    public async Task What_a_callee_sets_its_caller_does_not_see()
    {
        await using var host = await ConformanceHost.StartAsync();
        RequestContext.Set("actor", "dr-ana");

        await host.Get<IContextGrain>("a").SetActor("somebody else");

        Assert.Equal("dr-ana", RequestContext.Get("actor"));
    }

    [Fact]
    public async Task One_request_does_not_see_another_s_context()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IContextGrain>("a");
        await grain.SetActor("somebody else");

        Assert.Null(await grain.Actor());
    }

    [Fact]
    public async Task The_context_survives_an_await_in_the_grain()
    {
        await using var host = await ConformanceHost.StartAsync();
        RequestContext.Set("actor", "dr-ben");

        Assert.Equal("dr-ben", await host.Get<IContextGrain>("a").ActorAfterYield());
    }

    [Fact]
    public async Task Incoming_filters_run_in_order_around_the_method()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo
            .AddIncomingGrainCallFilter(async context => await Around(context, "outer"))
            .AddIncomingGrainCallFilter(async context => await Around(context, "inner")));

        await host.Get<IContextGrain>("a").Actor();

        Assert.Equal(["outer in Actor", "inner in Actor", "inner out", "outer out"], host.Signals.Notes);
    }

    [Fact]
    public async Task An_incoming_filter_may_replace_argument_and_result()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (context.MethodName == nameof(IContextGrain.Double)) context.Request.SetArgument(0, 21);
            await context.Invoke();
            if (context.MethodName == nameof(IContextGrain.Actor)) context.Result = "filtered";
        }));
        var grain = host.Get<IContextGrain>("a");

        Assert.Equal(42, await grain.Double(1));
        Assert.Equal("filtered", await grain.Actor());
    }

    [Fact]
    public async Task An_incoming_filter_sees_and_may_swallow_an_exception()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (OddFault)
            {
                context.Result = -1;
            }
        }));

        Assert.Equal(-1, await host.Get<IContextGrain>("a").ThrowInsteadOfNumber());
    }

    [Fact]
    public async Task An_incoming_filter_may_refuse_a_call()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(context =>
            IsOurs(context) ? throw new UnauthorizedAccessException("Not you.") : context.Invoke()));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => host.Get<IContextGrain>("a").Actor());
    }

    /// <summary>IIncomingGrainCallFilter in src/Orleans.Core/Core/GrainMethodInvoker.cs.</summary>
    [Fact]
    public async Task A_grain_may_filter_its_own_calls()
    {
        await using var host = await ConformanceHost.StartAsync();

        Assert.Equal("filtered by the grain", await host.Get<ISelfFilteringGrain>("a").Plain());
    }

    /// <summary>OutgoingCallInvoker in src/Orleans.Core/Runtime/OutgoingCallInvoker.cs.</summary>
    [Fact]
    public async Task Outgoing_filters_stand_around_calls_of_clients_and_grains()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.AddOutgoingGrainCallFilter(async context =>
        {
            RequestContext.Set("actor", context.SourceContext is null ? "client" : "grain");
            await context.Invoke();
        }));

        Assert.Equal("client, grain", await host.Get<IContextGrain>("a").ActorsVia("b"));
    }

    /// <summary>Result in src/Orleans.Core/Runtime/OutgoingCallInvoker.cs.</summary>
    [Fact]
    public async Task An_outgoing_filter_may_replace_the_result()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.AddOutgoingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (IsOurs(context)) context.Result = (int)context.Result! + 1;
        }));

        Assert.Equal(5, await host.Get<IContextGrain>("a").Double(2));
    }

    [Fact]
    public async Task An_outgoing_filter_sees_the_callee_s_exception()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.AddOutgoingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (OddFault fault)
            {
                throw new InvalidOperationException("Seen.", fault);
            }
        }));

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<IFaultyGrain>("a").Throw("sorry"));
        Assert.IsType<OddFault>(fault.InnerException);
    }

    /// <summary>A filter of the silo also sees calls that the engine makes for itself.</summary>
    private static bool IsOurs(IGrainCallContext context) => context.InterfaceMethod.DeclaringType == typeof(IContextGrain);

    private static async Task Around(IIncomingGrainCallContext context, string name)
    {
        if (!IsOurs(context))
        {
            await context.Invoke();
            return;
        }

        var signals = (Signals)context.TargetContext.ActivationServices.GetService(typeof(Signals))!;
        signals.Note($"{name} in {context.ImplementationMethod.Name}");
        await context.Invoke();
        signals.Note($"{name} out");
    }
}
