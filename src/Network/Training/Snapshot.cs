using SimdOptim.Optimizers;
using SimdOptim.Storage;

namespace SimdOptim.Training;

/// <summary>A copy of everything that training changes, to which an epoch can be rolled back.</summary>
internal sealed class Snapshot<T>(Network<T> network, Optimizer<T> optimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Prefix = NetworkFile.TrainingPrefix + "good.";

    private readonly T[] _parameters = new T[network.ParameterCount];
    private readonly T[] _buffers = new T[network.Buffers.Length];
    private readonly T[] _state = new T[optimizer.State.Length];
    private readonly double[] _scalars = new double[optimizer.Scalars.Length];
    private int _phase;

    /// <summary>Gets the number of steps that the optimizer had taken.</summary>
    public long StepCount { get; private set; } = -1;

    public bool IsTaken => StepCount >= 0;

    public bool IsFinite => Reductions.AllFinite<T>(_parameters) && Reductions.AllFinite<T>(_buffers);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take()
    {
        network.Parameters.CopyTo(_parameters);
        network.Buffers.CopyTo(_buffers);
        optimizer.State.CopyTo(_state);
        optimizer.Scalars.CopyTo(_scalars);
        (StepCount, _phase) = (optimizer.StepCount, optimizer.Phase);
    }

    public void Restore()
    {
        _parameters.CopyTo(network.Parameters);
        _buffers.CopyTo(network.Buffers);
        optimizer.Restore(StepCount, _state, _scalars, optimizer.SkippedSteps, _phase); // skipped steps stay counted
    }

    /// <summary>Adds the snapshot to a checkpoint, if it was taken.</summary>
    public void Write(SafetensorsWriter writer)
    {
        if (!IsTaken) return;
        writer.AddMetadata(MetadataKeys.GoodStep, NetworkFile.Whole(StepCount));
        writer.AddMetadata(MetadataKeys.GoodPhase, NetworkFile.Whole(_phase));
        NetworkTensors.Write(writer, Prefix, NetworkTensors.OfParameters(network.Layers), () => _parameters.AsSpan());
        NetworkTensors.Write(writer, Prefix, NetworkTensors.OfBuffers(network.Layers), () => _buffers.AsSpan());
        NetworkTensors.Write(writer, Prefix, NetworkTensors.OfState(network.Layers, optimizer), () => _state.AsSpan());
        NetworkTensors.Write(writer, Prefix, NetworkTensors.OfScalars(optimizer), () => _scalars.AsSpan());
    }

    /// <summary>Reads and checks the snapshot of a checkpoint, if it has one.</summary>
    /// <returns>What makes this snapshot that one, or null.</returns>
    public Action? Read(SafetensorsFile file)
    {
        if (!file.Metadata.ContainsKey(MetadataKeys.GoodStep)) return null;
        long step = NetworkFile.Whole(file, MetadataKeys.GoodStep);
        int phase = NetworkFile.Phase(file, MetadataKeys.GoodPhase, optimizer);
        NetworkTensors.Read<T>(file, Prefix, NetworkTensors.OfParameters(network.Layers), _parameters);
        NetworkTensors.Read<T>(file, Prefix, NetworkTensors.OfBuffers(network.Layers), _buffers);
        NetworkTensors.Read<T>(file, Prefix, NetworkTensors.OfState(network.Layers, optimizer), _state);
        NetworkTensors.Read<double>(file, Prefix, NetworkTensors.OfScalars(optimizer), _scalars);
        return () => (StepCount, _phase) = (step, phase);
    }
}
