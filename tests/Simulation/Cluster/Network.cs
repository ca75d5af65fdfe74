using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;
using OutreachSilo.Host;
using OutreachSilo.Machine;
using OutreachSilo.Tasters;

namespace OutreachSilo.Cluster;

/// <summary>
/// Carries the requests of Orleans' generated references to the node that has the grain, and the responses back. Either may be late or
/// lost; the caller then sees what it would see of Orleans: a timeout or an unavailable silo, and nothing of a one-way call.
/// </summary>
internal sealed class Network : IGrainReferenceRuntime
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);
    private readonly World world;
    private readonly Placement placement;
    private readonly Func<Weather> weather;
    private readonly HashSet<Guid> held = [];

    public Network(World world, Placement placement, Func<Weather> weather)
    {
        (this.world, this.placement, this.weather) = (world, placement, weather);
        References = new(this);
    }

    public References References { get; }

    /// <summary>True only in a negative control: a question to a week that is asked again arrives with another command id.</summary>
    public bool RenamesRepeats { get; init; }

    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var reply = new TaskCompletionSource<T?>();
        var from = world.Current!;
        var message = new Message($"{from.Name}>{reference.GrainId.Key}.{request.GetMethodName()}", from, reply.Task,
            response => reply.TrySetResult(response.GetResult<T>()), fault => reply.TrySetException(fault));
        Send(reference.GrainId, request, options, message);
        return new(reply.Task);
    }

    public async ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        await InvokeMethodAsync<object>(reference, request, options);

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        _ = InvokeMethodAsync<object>(reference, request, options | InvokeMethodOptions.OneWay).AsTask();

    public object Cast(IAddressable grain, Type interfaceType) => References.Refer(grain.GetGrainId(), interfaceType);

    private void Send(GrainId target, IInvokable request, InvokeMethodOptions options, Message message)
    {
        var (dice, now, from) = (world.Dice, weather(), message.From);
        if (options.HasFlag(InvokeMethodOptions.OneWay)) message.Complete(Response.Completed);
        else message.WhenAnswered = from.After(ResponseTimeout, () => message.Fail(LateAnswer(message))).Cancel;

        // A request crosses the network in bytes, as between two silos.
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

    private static TimeoutException LateAnswer(Message message) => new($"No answer in time from {message}.");

    private void Arrive(Message message, Node to, GrainId target, byte[] bytes, InvokeMethodOptions options)
    {
        // Orleans drops a request that its sender has given up.
        if (message.Reply.IsCompleted && !options.HasFlag(InvokeMethodOptions.OneWay)) return;
        var request = (IInvokable)Manifest.Serializer.Deserialize<object>(bytes)!;
        for (var i = 0; i < request.GetArgumentCount(); i++)
        {
            // A deserialised reference belongs to the silo that was never started.
            var argument = request.GetArgument(i);
            if (argument is GrainReference read)
                request.SetArgument(i, References.Refer(read.GrainId, request.GetMethod().GetParameters()[i].ParameterType));
            else if (RenamesRepeats && argument is HoldPlace hold && !held.Add(hold.Id))
                request.SetArgument(i, hold with { Id = world.Dice.NextGuid() });
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
