using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Storage;

/// <summary>
/// The parameters, buffers and state that a divergence goes back to; they are older than those that training goes on from.
/// </summary>
internal static class LastGood
{
    private const string Prefix = NetworkFile.TrainingPrefix + "good.";
    private const string Step = MetadataKeys.Training + "good_step";

    public static void Write<T>(SafetensorsWriter writer, Network<T> network, Snapshot<T> snapshot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!snapshot.IsTaken) return;
        writer.AddMetadata(Step, NetworkFile.Whole(snapshot.StepCount));
        NetworkTensors.Write(writer, Prefix, NetworkTensors.OfParameters(network.Layers), () => snapshot.Parameters);
        NetworkTensors.Write(writer, Prefix, NetworkTensors.OfBuffers(network.Layers), () => snapshot.Buffers);
        NetworkFile.AddState(writer, Prefix, network, () => snapshot.State);
    }

    /// <summary>Reads what was written, if it was.</summary>
    /// <returns>What makes a snapshot of it.</returns>
    public static Action<Snapshot<T>> Read<T>(SafetensorsFile file, Network<T> network, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!file.Metadata.ContainsKey(Step)) return static _ => { };
        long step = NetworkFile.Whole(file, Step);
        NetworkTensors.Check(file, Prefix, NetworkTensors.OfParameters(network.Layers), []);
        NetworkTensors.Check(file, Prefix, NetworkTensors.OfBuffers(network.Layers), []);
        T[] parameters = new T[network.ParameterCount], buffers = new T[network.Buffers.Length];
        NetworkTensors.Read(file, Prefix, NetworkTensors.OfParameters(network.Layers), parameters);
        NetworkTensors.Read(file, Prefix, NetworkTensors.OfBuffers(network.Layers), buffers);
        T[] state = NetworkFile.ReadState(file, Prefix, network, optimizer.SlotCount);
        return snapshot => snapshot.Set(step, parameters, buffers, state);
    }
}
