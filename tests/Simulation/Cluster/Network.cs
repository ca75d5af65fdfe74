using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;
using OutreachSilo.Host;
using OutreachSilo.Machine;

namespace OutreachSilo.Cluster;

/// <summary>
/// Where Orleans' generated references send their requests: carries every call of a grain from the process it is made in to the node that has the grain,
/// and the answer back. Either may be late or lost; the caller then sees what it would see of Orleans: a time-out, or that the silo is not there; of a
/// one-way call it sees nothing.
/// </summary>
internal sealed class Network : IGrainReferenceRuntime
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);
    private readonly World world;
    private readonly Placement placement;
    private readonly Func<Weather> weather;

    public Network(World world, Placement placement, Func<Weather> weather)
    {
        (this.world, this.placement, this.weather) = (world, placement, weather);
        References = new(this);
    }

    public References References { get; }

    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var reply = new TaskCompletionSource<T?>();
        Send(reference.GrainId, request, options, new Message($"{world.Current!.Name}>{reference.GrainId.Key}.{request.GetMethodName()}", world.Current!, reply.Task,
            response => reply.TrySetResult(response.GetResult<T>()), fault => reply.TrySetException(fault)));
        return new(reply.Task);
    }

    public async ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) => await InvokeMethodAsync<object>(reference, request, options);

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) => _ = InvokeMethodAsync<object>(reference, request, options | InvokeMethodOptions.OneWay).AsTask();

    public object Cast(IAddressable grain, Type interfaceType) => References.Refer(grain.GetGrainId(), interfaceType);

    private void Send(GrainId target, IInvokable request, InvokeMethodOptions options, Message message)
    {
        var (dice, now, from) = (world.Dice, weather(), message.From);
        if (options.HasFlag(InvokeMethodOptions.OneWay)) message.Complete(Response.Completed);
        else message.WhenAnswered = from.After(ResponseTimeout, () => message.Fail(new TimeoutException($"No answer in time from {message}."))).Cancel;

        // The request crosses the wire in bytes, as between two silos.
        var bytes = Manifest.Serializer.SerializeToArray<object>(request);
        var to = target.Type == References.ObserverType ? placement.OwnerOf(target) : placement.NodeOf(target, now);
        world.Note($"{message} to {to?.Process.Name ?? "nobody"}");
        if (to is null || (to.Process.IsDead && !dice.OneIn(4)))
            from.After(now.Delay(dice), () => message.Fail(new SiloUnavailableException($"Nobody is there for {message}.")));
        else if (!dice.OneIn(now.LostRequest))
            to.Process.After(now.Delay(dice), () => Arrive(message, to, target, bytes, options));
        else
            world.Note($"{message} is lost");
    }

    private void Arrive(Message message, Node to, GrainId target, byte[] bytes, InvokeMethodOptions options)
    {
        // As Orleans drops what its sender has given up.
        if (message.Reply.IsCompleted && !options.HasFlag(InvokeMethodOptions.OneWay)) return;
        var request = (IInvokable)Manifest.Serializer.Deserialize<object>(bytes)!;
        for (var i = 0; i < request.GetArgumentCount(); i++)
        {
            // Read from bytes, a reference knows the silo that was never started.
            if (request.GetArgument(i) is GrainReference read) request.SetArgument(i, References.Refer(read.GrainId, request.GetMethod().GetParameters()[i].ParameterType));
        }

        to.Receive(new Call(target, options, Invoke, response => Return(message, response)));

        ValueTask<Response> Invoke(ITargetHolder holder)
        {
            request.SetTarget(holder);
            return request.Invoke();
        }
    }

    private void Return(Message message, Response response)
    {
        if (message.Reply.IsCompleted) return;
        var (dice, now) = (world.Dice, weather());
        if (dice.OneIn(now.LostReply)) world.Note($"the answer to {message} is lost");
        else message.From.After(now.Delay(dice), () => message.Complete(response));
    }

    private sealed class Message(string what, Process from, Task reply, Action<Response> complete, Action<Exception> fail)
    {
        public Action? WhenAnswered { get; set; }

        public Process From => from;

        public Task Reply => reply;

        public void Fail(Exception fault)
        {
            if (!reply.IsCompleted) from.World.Note($"{this} fails: {fault.GetType().Name}");
            fail(fault);
            _ = reply.Exception;
            WhenAnswered?.Invoke();
        }

        public void Complete(Response response)
        {
            if (response.Exception is { } fault) Fail(fault);
            else complete(response);
            WhenAnswered?.Invoke();
        }

        public override string ToString() => what;
    }
}
