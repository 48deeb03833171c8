using SimdOptim.Optimizers;
using SimdOptim.Storage;

namespace SimdOptim;

/// <content>Files in the safetensors format, with PyTorch's names and shapes.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Writes the network to a safetensors file, atomically: the descriptions of its layers, parameters with the names and
    /// shapes of PyTorch's <c>Sequential</c> (<c>0.weight</c>, <c>[outputs, inputs]</c>), buffers, and the streams of masks.
    /// </summary>
    /// <remarks>Initializers of the layers are not saved, since they have done their work.</remarks>
    /// <param name="path">The file; overwritten.</param>
    /// <param name="optimizer">An optimizer of this network to save too, or null.</param>
    /// <param name="metadata">Texts to save with it, by names that do not begin with <c>simdoptim.</c>; or null.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, <paramref name="optimizer"/> has another number of parameters, or
    /// <paramref name="metadata"/> has a name that is the library's, a null, half of a surrogate pair, or over ten million characters.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged.</exception>
    public void Save(string path, Optimizer<T>? optimizer = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafetensorsWriter writer = NetworkFile.Begin(this, metadata);
        if (optimizer is not null)
        {
            RefuseOtherThanOwn(optimizer);
            NetworkFile.Add(writer, this, optimizer);
        }

        AtomicFile.Write(path, writer.WriteTo);
    }

    /// <summary>
    /// Rebuilds a network from a file that <see cref="Save"/> or a checkpoint wrote; an optimizer in it is not read.
    /// </summary>
    /// <param name="path">The file; of float64, float32, float16 or bfloat16, whatever <typeparamref name="T"/> is.</param>
    /// <param name="kinds">How to build user-defined layers, activations and masks, or null if the network has none.</param>
    /// <param name="verifyDigest">
    /// Whether to compare the whole file with its digest, those parts included that only a training needs. A file without one,
    /// such as PyTorch's, is loaded as it is.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged, holds no network or one with an unknown kind of layer; the message names the file, the
    /// place and what was expected.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Network<T> Load(string path, NetworkKinds<T>? kinds = null, bool verifyDigest = true)
    {
        Throw.IfNotSupported<T>();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return NetworkFile.Load(file, kinds, verifyDigest);
    }

    /// <summary>
    /// Overwrites parameters and buffers with those of a safetensors file of the same layers, which PyTorch may have written:
    /// <c>save_file(model.state_dict(), path)</c>.
    /// </summary>
    /// <param name="path">The file; of float64, float32, float16 or bfloat16, whatever <typeparamref name="T"/> is.</param>
    /// <param name="verifyDigest">Whether to compare the whole file with its digest, if it has one.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged, lacks a tensor, or has one more or of another shape; the network is unchanged.
    /// </exception>
    public void LoadParameters(string path, bool verifyDigest = true)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        NetworkFile.LoadParameters(file, this, verifyDigest);
    }

    /// <summary>Restores the optimizer that was saved with this network; its following steps have the same bits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="optimizer">
    /// An optimizer whose rule has the same description; its learning rate, state, scalars and counts of steps are
    /// overwritten. The rate stays if the file is older than this value.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="optimizer"/> has another number of parameters.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged, holds no optimizer or one of another description: then the message names what differs.
    /// The optimizer is unchanged.
    /// </exception>
    public void LoadOptimizer(string path, Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        RefuseOtherThanOwn(optimizer);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.RefuseDamage();
        NetworkFile.ReadOptimizer(file, this, optimizer)();
    }

    private void RefuseOtherThanOwn(Optimizer<T> optimizer)
    {
        if (optimizer.ParameterCount == ParameterCount) return;
        throw new ArgumentException(
            $"The network has {ParameterCount} parameters, but the optimizer {optimizer.ParameterCount}.", nameof(optimizer));
    }
}
