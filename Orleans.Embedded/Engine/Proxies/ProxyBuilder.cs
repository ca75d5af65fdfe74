using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Engine.Calls;
using Orleans.Engine.Copying;
using Orleans.Runtime;

namespace Orleans.Engine.Proxies;

/// <summary>
/// Writes, once for each interface, a reference class whose methods put copies of their arguments into a call object, and for each method a call
/// class that hands them to the grain: a field store, a queue, a virtual call; no reflection when it runs.
/// </summary>
internal static class ProxyBuilder
{
    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<Type, ProxyType> Built = [];
    private static readonly ModuleBuilder Module;
    private static readonly AssemblyBuilder Assembly;
    private static readonly HashSet<string> Opened = [];
    private static readonly ConstructorInfo OpenConstructor = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
    private static readonly MethodInfo CopyOf = typeof(ProxyBuilder).GetMethod(nameof(Copied))!;
    private static int sequence;

    static ProxyBuilder()
    {
        Assembly = AssemblyBuilder.DefineDynamicAssembly(new("Orleans.Embedded.Proxies"), AssemblyBuilderAccess.Run);
        Module = Assembly.DefineDynamicModule("Orleans.Embedded.Proxies");
        Open(typeof(ProxyBuilder));
    }

    public static ProxyType Of(Type contract) => Built.TryGetValue(contract, out var known) ? known : Build(contract);

    /// <summary>Called from generated methods.</summary>
    public static T Copied<T>(T argument) => DeepCopier<T>.Copy(argument);

    private static ProxyType Build(Type contract)
    {
        lock (Gate)
        {
            if (Built.TryGetValue(contract, out var known)) return known;
            if (!contract.IsInterface) throw new ArgumentException($"{contract} is not an interface.", nameof(contract));
            var methods = MethodsOf(contract);
            var proxy = Module.DefineType($"Proxies.{contract.FullName}#{sequence++}", TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.Public, typeof(GrainProxy), [contract]);
            Open(contract);
            DefineConstructor(proxy);
            for (var i = 0; i < methods.Length; i++) DefineMethod(proxy, methods[i], i);
            return Built[contract] = new(proxy.CreateType(), [.. methods.Select(method => new MethodShape(method))]);
        }
    }

    private static MethodInfo[] MethodsOf(Type contract)
    {
        Type[] contracts = [contract, .. contract.GetInterfaces()];
        var methods = contracts.SelectMany(each => each.GetMethods(BindingFlags.Instance | BindingFlags.Public)).Where(method => method.IsAbstract).ToArray();
        foreach (var method in methods) Check(method);
        return methods;
    }

    private static void Check(MethodInfo method)
    {
        var result = method.ReturnType;
        var definition = result.IsGenericType ? result.GetGenericTypeDefinition() : result;
        var isObserver = typeof(IGrainObserver).IsAssignableFrom(method.DeclaringType);
        if (method.IsGenericMethodDefinition) throw Unsupported(method, "generic methods have no proxy in the embedded engine");
        if (definition != typeof(Task) && definition != typeof(Task<>) && definition != typeof(ValueTask) && definition != typeof(ValueTask<>) && !(isObserver && result == typeof(void)))
            throw Unsupported(method, "it has to return Task, Task<T>, ValueTask or ValueTask<T>");
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef)) throw Unsupported(method, "it has ref, in or out parameters");
        if (method.GetParameters().Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1) throw Unsupported(method, "it has several cancellation tokens");
    }

    private static NotSupportedException Unsupported(MethodInfo method, string why) => new($"{method.DeclaringType}.{method.Name} cannot be called as a grain's method: {why}.");

    private static void DefineConstructor(TypeBuilder proxy)
    {
        Type[] parameters = [typeof(ReferenceShape), typeof(IdSpan)];
        var il = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainProxy).GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)!);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineMethod(TypeBuilder proxy, MethodInfo method, int index)
    {
        var parameters = method.GetParameters();
        Open(method.ReturnType);
        foreach (var parameter in parameters) Open(parameter.ParameterType);
        Open(method.DeclaringType!);
        var call = CallBuilder.Build(Module, method, $"Calls.{method.DeclaringType!.FullName}.{method.Name}#{sequence++}");
        var implementation = proxy.DefineMethod(
            $"{method.DeclaringType}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            [.. parameters.Select(parameter => parameter.ParameterType)]);
        var il = implementation.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, call.Constructor);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            if (NeedsCopy(parameters[i])) il.Emit(OpCodes.Call, CopyOf.MakeGenericMethod(parameters[i].ParameterType));
            il.Emit(OpCodes.Stfld, call.Arguments[i]);
        }

        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Call, SenderOf(method.ReturnType));
        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(implementation, method);
    }

    private static bool NeedsCopy(ParameterInfo parameter) =>
        !parameter.IsDefined(typeof(ImmutableAttribute)) && !Immutability.IsImmutable(parameter.ParameterType);

    private static MethodInfo SenderOf(Type result)
    {
        var proxy = typeof(GrainProxy);
        if (result == typeof(void)) return proxy.GetMethod(nameof(GrainProxy.SendVoid))!;
        if (result == typeof(Task)) return proxy.GetMethod(nameof(GrainProxy.SendTask))!;
        if (result == typeof(ValueTask)) return proxy.GetMethod(nameof(GrainProxy.SendValueTask))!;
        var name = result.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(GrainProxy.SendTaskOf) : nameof(GrainProxy.SendValueTaskOf);
        return proxy.GetMethod(name)!.MakeGenericMethod(result.GetGenericArguments());
    }

    // Internal types of other assemblies are part of internal contracts; the runtime lets generated code use them if it says so.
    private static void Open(Type type)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : []) Open(argument);
        if (type.HasElementType) Open(type.GetElementType()!);
        if (Opened.Add(type.Assembly.GetName().Name!)) Assembly.SetCustomAttribute(new(OpenConstructor, [type.Assembly.GetName().Name!]));
    }
}
