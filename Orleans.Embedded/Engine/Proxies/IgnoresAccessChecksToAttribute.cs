#pragma warning disable IDE0130 // The runtime knows the attribute by this name.
namespace System.Runtime.CompilerServices;

/// <summary>Lets the assembly it stands on use another's internal types.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
