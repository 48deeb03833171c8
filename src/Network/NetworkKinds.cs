using SimdOptim.Activations;
using SimdOptim.Layers;
using SimdOptim.Storage;

namespace SimdOptim;

/// <summary>
/// The user-defined kinds that <see cref="Network{T}.Load"/> can build from their descriptions. Built-in kinds need no registration.
/// </summary>
/// <example><code>new NetworkKinds&lt;float&gt;().AddActivation("swish2", swish => new Swish2(swish.GetDouble("beta")))</code></example>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class NetworkKinds<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Action<NetworkBuilder<T>, Description>> _layers = [];
    private readonly Dictionary<string, Func<Description, IDropoutMask<T>>> _masks = [];

    /// <summary>Adds a kind of layer.</summary>
    /// <param name="kind">The kind that the layer's description has.</param>
    /// <param name="create">Returns the layer, given the number of its inputs and its description.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty, built in or added already.</exception>
    public NetworkKinds<T> AddLayer(string kind, Func<int, Description, Layer<T>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Add(_layers, kind, (builder, description) => builder.Add(create(builder.OutputCount, description)));
    }

    /// <summary>Adds a kind of activation.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="kind">The kind that the activation's description has.</param>
    /// <param name="create">Returns the activation, given its description.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty, built in or added already.</exception>
    public NetworkKinds<T> AddActivation<TActivation>(string kind, Func<Description, TActivation> create)
        where TActivation : struct, IActivation
    {
        ArgumentNullException.ThrowIfNull(create);
        return Add(_layers, kind, (builder, description) => builder.Activation(create(description)));
    }

    /// <summary>Adds a kind of dropout mask.</summary>
    /// <param name="kind">The kind that the mask's description has.</param>
    /// <param name="create">Returns the mask, given its description; called for each layer that has one.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty, built in or added already.</exception>
    public NetworkKinds<T> AddMask(string kind, Func<Description, IDropoutMask<T>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Add(_masks, kind, create);
    }

    internal Action<NetworkBuilder<T>, Description>? FindLayer(string kind) => _layers.GetValueOrDefault(kind);

    internal Func<Description, IDropoutMask<T>>? FindMask(string kind) => _masks.GetValueOrDefault(kind);

    private NetworkKinds<T> Add<TCreate>(Dictionary<string, TCreate> kinds, string kind, TCreate create)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        if (ArchitectureReader<T>.IsBuiltIn(kind) || !kinds.TryAdd(kind, create))
            throw new ArgumentException($"kind must be a new one; {kind} is built in or added already.", nameof(kind));
        return this;
    }
}
