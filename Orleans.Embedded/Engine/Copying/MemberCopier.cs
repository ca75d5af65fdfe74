using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Engine.Copying;

/// <summary>
/// Compiles, for a type with <see cref="GenerateSerializerAttribute"/>, a copier of the members that carry an <see cref="IdAttribute"/>. Other
/// members do not travel and arrive with their default, as they would between machines.
/// </summary>
internal static class MemberCopier
{
    private static readonly MethodInfo CopyMember = typeof(Copiers).GetMethod(nameof(Copiers.CopyMember))!;
    private static readonly MethodInfo Record = typeof(CopyContext).GetMethod(nameof(CopyContext.Record))!;

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static CopyFunction? For(Type type) =>
        type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? Compile(type, TravellingFields(type)) : null;

    public static CopyFunction OfAllFields(Type type) => Compile(type, type.GetFields(Own));

    private static IEnumerable<FieldInfo> TravellingFields(Type type)
    {
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (!level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)) continue;
            var fields = level.GetFields(Own);
            var constructor = level.GetCustomAttribute<GenerateSerializerAttribute>()!.IncludePrimaryConstructorParameters || IsRecord(level)
                ? PrimaryConstructor(level)
                : null;
            foreach (var field in fields)
            {
                var property = BackedProperty(level, field);
                if (field.IsDefined(typeof(IdAttribute)) || property?.IsDefined(typeof(IdAttribute)) == true
                    || (property is not null && constructor?.GetParameters().Any(parameter => parameter.Name == property.Name) == true))
                {
                    yield return field;
                }
            }
        }
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Own) is not null);

    private static ConstructorInfo? PrimaryConstructor(Type type) =>
        type.GetConstructors(Own).Where(candidate => candidate.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .MaxBy(candidate => candidate.GetParameters().Length);

    private static PropertyInfo? BackedProperty(Type type, FieldInfo field) =>
        field.Name is ['<', .. var rest] && rest.IndexOf(">k__BackingField", StringComparison.Ordinal) is > 0 and var end ? type.GetProperty(rest[..end], Own) : null;

    private static CopyFunction Compile(Type type, IEnumerable<FieldInfo> fields)
    {
        var method = new DynamicMethod($"Copy {type}", typeof(object), [typeof(object), typeof(CopyContext)], typeof(MemberCopier).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var original = il.DeclareLocal(type);
        var copy = il.DeclareLocal(type);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Unbox_Any, type);
        il.Emit(OpCodes.Stloc, original);
        if (!type.IsValueType)
        {
            il.Emit(OpCodes.Ldtoken, type);
            il.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
            il.Emit(OpCodes.Castclass, type);
            il.Emit(OpCodes.Stloc, copy);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldloc, copy);
            il.Emit(OpCodes.Call, Record);
        }

        foreach (var field in fields)
        {
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
            il.Emit(OpCodes.Ldloc, original);
            il.Emit(OpCodes.Ldfld, field);
            if (!IsSharedAsIs(field))
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Call, CopyMember.MakeGenericMethod(field.FieldType));
            }

            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldloc, copy);
        if (type.IsValueType) il.Emit(OpCodes.Box, type);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<CopyFunction>();
    }

    private static bool IsSharedAsIs(FieldInfo field) =>
        field.IsDefined(typeof(ImmutableAttribute)) || BackedProperty(field.DeclaringType!, field)?.IsDefined(typeof(ImmutableAttribute)) == true
        || Immutability.IsImmutable(field.FieldType);
}
