using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using OutreachSilo.Machine;

namespace OutreachSilo.Cluster;

/// <summary>
/// Carries every call of a grain from the process it is made in to the node that has the grain, and the answer back. Either may be late or lost;
/// the caller then sees what it would see of Orleans: a time-out, or that the silo is not there; of a one-way call it sees nothing.
/// </summary>
internal sealed class Network(World world, Placement placement, Func<Weather> weather) : IOutgoingGrainCallFilter
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Results = [];
    private static readonly ConcurrentDictionary<MethodInfo, bool> OneWay = [];

    private bool isArriving;

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (isArriving)
        {
            isArriving = false;
            await context.Invoke();
            return;
        }

        var message = Send(world.Current!, context);
        if (!message.IsOneWay) context.Result = await message.Reply;
    }

    private Message Send(Process from, IOutgoingGrainCallContext context)
    {
        var (dice, now) = (world.Dice, weather());
        var message = new Message(context.InterfaceMethod, context.TargetId, [.. Arguments(context)], from);
        var isObserver = context.Grain is IGrainObserver;
        var to = isObserver ? placement.OwnerOf((IGrainObserver)context.Grain) : placement.NodeOf(context.TargetId, now);
        if (!message.IsOneWay)
        {
            var overdue = from.After(ResponseTimeout, () => message.Fail(new TimeoutException($"No answer in time from {message}.")));
            message.WhenAnswered = overdue.Cancel;
        }

        world.Note($"{message} to {to?.Process.Name ?? "nobody"}");
        if (to is null || (to.Process.IsDead && !dice.OneIn(4)))
            from.After(now.Delay(dice), () => message.Fail(new SiloUnavailableException($"Nobody is there for {message}.")));
        else if (!dice.OneIn(now.LostRequest))
            to.Process.After(now.Delay(dice), () => Arrive(message, to, isObserver ? context.Grain : to.Grains.GetGrain(message.Interface, message.Target.Key.ToString())));
        else
            world.Note($"{message} is lost");
        return message;
    }

    private void Arrive(Message message, Node node, object reference)
    {
        // As Orleans drops what its sender has given up.
        if (message.Reply.IsCompleted) return;
        Task call;
        isArriving = true;
        try
        {
            call = (Task)message.Method.Invoke(reference, message.Arguments)!;
        }
        finally
        {
            isArriving = false;
        }

        if (!message.IsOneWay) _ = call.ContinueWith(done => Return(message, done), CancellationToken.None, TaskContinuationOptions.None, node.Process.Scheduler);
    }

    private void Return(Message message, Task done)
    {
        var (dice, now) = (world.Dice, weather());
        var fault = done.Exception?.InnerException;
        var result = fault is null ? ResultOf(done) : null;
        if (dice.OneIn(now.LostReply)) world.Note($"the answer to {message} is lost");
        else message.From.After(now.Delay(dice), () => message.Complete(result, fault));
    }

    private static IEnumerable<object?> Arguments(IOutgoingGrainCallContext context)
    {
        for (var i = 0; i < context.Request.GetArgumentCount(); i++) yield return context.Request.GetArgument(i);
    }

    private static object? ResultOf(Task done) =>
        Results.GetOrAdd(done.GetType(), static type => type.IsGenericType ? type.GetProperty("Result") : null)?.GetValue(done);

    private sealed class Message(MethodInfo method, GrainId target, object?[] arguments, Process from)
    {
        private readonly TaskCompletionSource<object?> reply = new();

        public Action? WhenAnswered { get; set; }

        public MethodInfo Method => method;

        public Type Interface => method.DeclaringType!;

        public GrainId Target => target;

        public object?[] Arguments => arguments;

        public bool IsOneWay { get; } = OneWay.GetOrAdd(method, static method => method.IsDefined(typeof(OneWayAttribute)));

        public Process From => from;

        public Task<object?> Reply => reply.Task;

        public void Fail(Exception fault)
        {
            if (!reply.Task.IsCompleted) from.World.Note($"{this} fails: {fault.GetType().Name}");
            reply.TrySetException(fault);
            WhenAnswered?.Invoke();
        }

        public void Complete(object? result, Exception? fault)
        {
            if (fault is not null)
            {
                Fail(fault);
                return;
            }

            reply.TrySetResult(result);
            WhenAnswered?.Invoke();
        }

        public override string ToString() => $"{from.Name}>{target.Key}.{method.Name}";
    }
}
