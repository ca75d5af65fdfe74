using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans
{
    /// <summary>Names a grain class. The name is part of every identity stored anywhere, so it is for ever.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute, IGrainTypeProviderAttribute
    {
        private readonly GrainType type = GrainType.Create(grainType);

        /// <inheritdoc/>
        public GrainType GetGrainType(IServiceProvider services, Type type) => this.type;
    }
}

namespace Orleans.Metadata
{
    /// <summary>An attribute that names the grain class it stands on.</summary>
    public interface IGrainTypeProviderAttribute
    {
        /// <summary>The grain type of <paramref name="type"/>.</summary>
        GrainType GetGrainType(IServiceProvider services, Type type);
    }
}
