using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Training;

/// <summary>Room for everything that training changes, so that an epoch can be taken back.</summary>
internal sealed class Snapshot<T>(Network<T> network, Optimizer<T> optimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _parameters = new T[network.ParameterCount];
    private readonly T[] _buffers = new T[network.Buffers.Length];
    private readonly T[] _state = new T[optimizer.State.Length];
    private readonly double[] _scalars = new double[optimizer.Scalars.Length];
    private int _phase;

    /// <summary>Gets the steps that the optimizer had taken.</summary>
    public long StepCount { get; private set; } = -1;

    public bool IsTaken => StepCount >= 0;

    public ReadOnlySpan<T> Parameters => _parameters;

    public ReadOnlySpan<T> Buffers => _buffers;

    public ReadOnlySpan<T> State => _state;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take()
    {
        network.Parameters.CopyTo(_parameters);
        network.Buffers.CopyTo(_buffers);
        optimizer.State.CopyTo(_state);
        optimizer.Scalars.CopyTo(_scalars);
        _phase = optimizer.Phase;
        StepCount = optimizer.StepCount;
    }

    public void Restore()
    {
        _parameters.CopyTo(network.Parameters);
        _buffers.CopyTo(network.Buffers);
        optimizer.Restore(StepCount, _state, _scalars, optimizer.SkippedSteps, _phase); // what was skipped stays counted
    }

    /// <summary>Becomes what another one was.</summary>
    public void Set(long stepCount, ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers, ReadOnlySpan<T> state)
    {
        parameters.CopyTo(_parameters);
        buffers.CopyTo(_buffers);
        state.CopyTo(_state);
        StepCount = stepCount;
    }
}
