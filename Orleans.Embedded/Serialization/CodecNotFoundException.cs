namespace Orleans.Serialization;

/// <summary>An argument or result has a type that cannot be copied from caller to callee. The message names the type.</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
