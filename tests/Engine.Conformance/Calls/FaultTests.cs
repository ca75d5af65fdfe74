using Orleans.Configuration;
using Orleans.Hosting;
using OutreachSilo.Hosting;

namespace OutreachSilo.Calls;

/// <summary>Exceptions and cancellation: src/Orleans.Core/Runtime/CallbackData.cs, src/Orleans.Runtime/Core/InsideRuntimeClient.cs.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_message()
    {
        await using var host = await ConformanceHost.StartAsync();

        var fault = await Assert.ThrowsAsync<OddFault>(() => host.Get<IFaultyGrain>("a").Throw("sorry"));

        Assert.Equal("sorry", fault.Message);
    }

    [Fact]
    public async Task The_stack_of_an_exception_names_the_grain_s_method()
    {
        await using var host = await ConformanceHost.StartAsync();

        var fault = await Assert.ThrowsAsync<OddFault>(() => host.Get<IFaultyGrain>("a").ThrowLater("sorry"));

        Assert.Contains(nameof(FaultyGrain.ThrowLater), fault.StackTrace!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_passes_through_a_chain_of_grains()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Assert.ThrowsAsync<OddFault>(() => host.Get<IFaultyGrain>("a").ThrowVia("b"));
    }

    [Fact]
    public async Task After_an_exception_the_grain_goes_on()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IFaultyGrain>("a");
        await Assert.ThrowsAsync<OddFault>(() => grain.Throw("sorry"));

        Assert.Equal(1, await grain.Count());
    }

    /// <summary>WaitForCancellationAcknowledgement in src/Orleans.Core/Configuration/Options/MessagingOptions.cs.</summary>
    [Fact]
    public async Task A_cancelled_caller_is_answered_at_once_and_the_callee_learns_of_it()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var call = host.Get<IFaultyGrain>("a").WaitForCancellation(cancellation.Token);
        await host.Signals.Noted("waits");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Signals.Noted("cancelled on the grain's scheduler");
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_does_not_start()
    {
        await using var host = await ConformanceHost.StartAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Get<IFaultyGrain>("a").WaitForCancellation(cancelled));

        Assert.Empty(host.Signals.Notes);
    }

    /// <summary>CancelRequestOnTimeout in src/Orleans.Core/Runtime/CallbackData.cs.</summary>
    [Fact]
    public async Task A_time_out_cancels_the_call_where_the_silo_says_so()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(options => options.CancelRequestOnTimeout = true));
        using var cancellation = new CancellationTokenSource();
        var call = host.Get<IFaultyGrain>("a").WaitForCancellation(cancellation.Token);
        await host.Signals.Noted("waits");

        await host.AdvanceUntil(call, TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await host.Signals.Noted("cancelled on the grain's scheduler");
    }

    /// <summary>CancelRequestOnTimeout in src/Orleans.Core/Configuration/Options/MessagingOptions.cs.</summary>
    [Fact]
    public async Task A_time_out_alone_cancels_nothing()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var grain = host.Get<IFaultyGrain>("a");
        var call = grain.WaitForCancellation(cancellation.Token);
        await host.Signals.Noted("waits");
        await host.AdvanceUntil(call, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);

        host.Signals.Open("enough");

        Assert.Equal(0, await grain.Count());
        Assert.Equal(["waits"], host.Signals.Notes);
    }

    [Fact]
    public async Task A_token_that_is_never_cancelled_changes_nothing()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var cancellation = new CancellationTokenSource();

        Assert.Equal(7, await host.Get<IFaultyGrain>("a").Add(3, 4, cancellation.Token));
    }

    [Fact]
    public async Task A_grain_s_own_cancellation_reaches_the_caller()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Get<IFaultyGrain>("a").CancelItself());
    }
}
