using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain's interface. Its methods return <see cref="Task"/>, <see cref="ValueTask"/> or their generic forms.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain addressed by a <see cref="Guid"/>.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain addressed by a <see cref="long"/>.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>A grain addressed by a text.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain addressed by a <see cref="Guid"/> and a text.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;

/// <summary>A grain addressed by a <see cref="long"/> and a text.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain;
