using System.Reflection;
using System.Reflection.Emit;
using Orleans.Engine.Calls;

namespace Orleans.Engine.Proxies;

/// <summary>Writes the call class of one method: a field for each argument and the virtual call that hands them over.</summary>
internal static class CallBuilder
{
    private static readonly FieldInfo TokenField = typeof(GrainCall).GetField(nameof(GrainCall.Token))!;
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    public static (ConstructorInfo Constructor, FieldInfo[] Arguments) Build(ModuleBuilder module, MethodInfo method, string name)
    {
        var parent = ParentOf(method.ReturnType);
        var type = module.DefineType(name, TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.Public, parent);
        var parameters = method.GetParameters();
        var fields = new FieldInfo[parameters.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = parameters[i].ParameterType == typeof(CancellationToken)
                ? TokenField
                : type.DefineField($"argument{i}", parameters[i].ParameterType, FieldAttributes.Public);
        }

        DefineCall(type, method, fields);
        DefineCount(type, fields.Length);
        DefineGet(type, fields);
        DefineSet(type, fields);
        if (Array.IndexOf(fields, TokenField) >= 0) DefineHasToken(type);
        return (type.CreateType().GetConstructor(Type.EmptyTypes)!, [.. fields.Select(field => field == TokenField ? field : type.CreateType().GetField(field.Name)!)]);
    }

    private static Type ParentOf(Type result)
    {
        if (result == typeof(void)) return typeof(VoidCall);
        if (result == typeof(Task)) return typeof(TaskCall);
        if (result == typeof(ValueTask)) return typeof(ValueTaskCall);
        var definition = result.GetGenericTypeDefinition() == typeof(Task<>) ? typeof(TaskCall<>) : typeof(ValueTaskCall<>);
        return definition.MakeGenericType(result.GetGenericArguments());
    }

    private static void DefineCall(TypeBuilder type, MethodInfo method, FieldInfo[] fields)
    {
        var il = type.DefineMethod(nameof(TaskCall.Call), Override, method.ReturnType, [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineCount(TypeBuilder type, int count)
    {
        var il = type.DefineMethod(nameof(GrainCall.GetArgumentCount), Override, typeof(int), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldc_I4, count);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineGet(TypeBuilder type, FieldInfo[] fields)
    {
        var il = type.DefineMethod(nameof(GrainCall.GetArgument), Override, typeof(object), [typeof(int)]).GetILGenerator();
        Switch(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            if (field.FieldType.IsValueType) il.Emit(OpCodes.Box, field.FieldType);
            il.Emit(OpCodes.Ret);
        });
    }

    private static void DefineSet(TypeBuilder type, FieldInfo[] fields)
    {
        var il = type.DefineMethod(nameof(GrainCall.SetArgument), Override, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        Switch(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stfld, field);
            il.Emit(OpCodes.Ret);
        });
    }

    private static void DefineHasToken(TypeBuilder type)
    {
        var il = type.DefineMethod($"get_{nameof(GrainCall.HasToken)}", Override | MethodAttributes.SpecialName, typeof(bool), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ret);
    }

    private static void Switch(ILGenerator il, FieldInfo[] fields, Action<FieldInfo> emit)
    {
        var labels = fields.Select(_ => il.DefineLabel()).ToArray();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Ldstr, "index");
        il.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor([typeof(string)])!);
        il.Emit(OpCodes.Throw);
        for (var i = 0; i < fields.Length; i++)
        {
            il.MarkLabel(labels[i]);
            emit(fields[i]);
        }
    }
}
