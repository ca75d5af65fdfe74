using System.Reflection.Emit;
using Orleans.Engine.Calls;
using Orleans.Runtime;

namespace Orleans.Engine.Proxies;

/// <summary>A generated reference class.</summary>
internal sealed class ProxyType
{
    private readonly Func<ReferenceShape, IdSpan, GrainReference> create;

    public ProxyType(Type type, MethodShape[] methods)
    {
        Methods = methods;
        Type[] parameters = [typeof(ReferenceShape), typeof(IdSpan)];
        var method = new DynamicMethod("Create", typeof(GrainReference), parameters, typeof(ProxyType).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, type.GetConstructor(parameters)!);
        il.Emit(OpCodes.Ret);
        create = method.CreateDelegate<Func<ReferenceShape, IdSpan, GrainReference>>();
    }

    public MethodShape[] Methods { get; }

    public GrainReference Create(ReferenceShape shape, IdSpan key) => create(shape, key);
}
