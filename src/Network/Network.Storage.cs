using SimdOptim.Optimizers;
using SimdOptim.Storage;

namespace SimdOptim;

// Files in the safetensors format, under PyTorch's names and shapes.
public sealed partial class Network<T>
{
    /// <summary>
    /// Writes the network to a safetensors file, atomically: layers with all their options, parameters under the names and
    /// shapes of PyTorch's <c>Sequential</c> (<c>0.weight</c>, <c>[outputs, inputs]</c>), buffers, and the streams of masks.
    /// </summary>
    /// <remarks>How a layer's weights are to be drawn is not kept: they are drawn.</remarks>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="optimizer">An optimizer of this network, whose state is written too; or null.</param>
    /// <param name="metadata">Texts to keep beside, by names that do not begin with <c>simdoptim.</c>; or null.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, <paramref name="optimizer"/> has another number of parameters, or
    /// <paramref name="metadata"/> has a name that is the library's, a null, half of a surrogate pair, or over ten million characters.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// A dropout has masks of the caller's own, which no file could bring back.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; one that was there before is unchanged.</exception>
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
    /// Rebuilds a network from a file that <see cref="Save"/> or a checkpoint wrote; what it holds of an optimizer is not read.
    /// </summary>
    /// <param name="path">The file; of float64, float32, float16 or bfloat16, whatever <typeparamref name="T"/> is.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged or holds no network; the message names the file, the place and what was expected.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Network<T> Load(string path)
    {
        Throw.IfNotSupported<T>();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return NetworkFile.Load<T>(file);
    }

    /// <summary>
    /// Overwrites parameters and buffers with those of a safetensors file of the same layers, which PyTorch may have written:
    /// <c>save_file(model.state_dict(), path)</c>.
    /// </summary>
    /// <param name="path">The file; of float64, float32, float16 or bfloat16, whatever <typeparamref name="T"/> is.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, lacks a tensor, or has one more or of another shape; the network is unchanged.
    /// </exception>
    public void LoadParameters(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.RefuseDamage();
        NetworkFile.LoadParameters(file, this);
    }

    /// <summary>Lets an optimizer go on where the one that was saved with this network stopped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="optimizer">
    /// An optimizer of the same rule and hyperparameters; its state and counts of steps are overwritten.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="optimizer"/> has another number of parameters.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged, or holds no such optimizer; the optimizer is unchanged.
    /// </exception>
    public void LoadOptimizer(string path, Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        RefuseOtherThanOwn(optimizer);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.RefuseDamage();
        (long stepCount, long skippedSteps, T[] state) = NetworkFile.ReadOptimizer(file, this, optimizer);
        optimizer.Restore(stepCount, state, skippedSteps: skippedSteps);
    }

    private void RefuseOtherThanOwn(Optimizer<T> optimizer)
    {
        if (optimizer.ParameterCount == ParameterCount) return;
        throw new ArgumentException(
            $"The network has {ParameterCount} parameters, but the optimizer {optimizer.ParameterCount}.", nameof(optimizer));
    }
}
