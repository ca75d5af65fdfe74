using System.Collections.Immutable;
using OutreachSilo.Kernel;

namespace OutreachSilo.Common;

/// <summary>
/// Something that happened to one aggregate. Immutable, named in the past tense, stored under a permanent alias
/// (<see cref="Kernel.ChangeSet"/>).
/// </summary>
internal abstract record Change;

/// <summary>What a rule came to: changes, a refusal, both (time ended something before the refusal), or nothing (a repeat).</summary>
internal readonly record struct Decision(ImmutableArray<Change> Changes, Refusal? Refusal)
{
    public static readonly Decision Nothing = new([], null);

    /// <summary>What people wrote, to which the changes refer.</summary>
    public ImmutableArray<WrittenText> Texts { get; init; } = [];

    /// <summary>A change that refers to a text, which may be null.</summary>
    public static Decision With(Change change, WrittenText? text) => new([change], null) { Texts = text is null ? [] : [text] };

    /// <summary>A refusal that is recorded, so that a repeat gets the same answer.</summary>
    public static Decision Refused(Refusal refusal, Change record) => new([record], refusal);

    public static implicit operator Decision(Change change) => new([change], null);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);

    public static implicit operator Decision(ImmutableArray<Change> changes) => new(changes, null);
}
