using System.Runtime.InteropServices;

namespace Orleans.Engine.Calls;

/// <summary>The result of methods without one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Nothing;
