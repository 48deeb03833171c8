using SimdOptim.Losses;

namespace SimdOptim.Gradients;

/// <summary>
/// The training cost of a network on a batch as a function of its parameters, with the same initial buffers for each evaluation.
/// <see cref="Dispose"/> restores the parameters and buffers of the network.
/// </summary>
internal sealed class NetworkObjective : IDisposable
{
    private readonly Network<double> _network;
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly Loss<double> _loss;
    private readonly double _l2Factor;
    private readonly long _step;
    private readonly double[] _parameters;
    private readonly double[] _buffers;
    private readonly Workspace<double> _workspace;

    public NetworkObjective(
        Network<double> network,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> targets,
        Loss<double> loss,
        double l2Factor,
        long step)
    {
        _network = network;
        _inputs = inputs.ToArray();
        _targets = targets.ToArray();
        _loss = loss;
        _l2Factor = l2Factor;
        _step = step;
        _parameters = network.Parameters.ToArray();
        _buffers = network.Buffers.ToArray();
        _workspace = network.CreateWorkspace(Math.Max(1, inputs.Length / network.InputCount), forTraining: true);
    }

    /// <summary>Gets the original parameters of the network.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>Computes the gradient at the original parameters, including that of the penalty.</summary>
    public double[] ComputeGradients()
    {
        double[] gradients = new double[_parameters.Length];
        _network.ComputeGradients(_inputs, _targets, _loss, _workspace, gradients, _step);
        if (_l2Factor > 0) _ = L2Penalty.Add(_network.Layout, _network.Parameters, gradients, _l2Factor);
        return gradients;
    }

    /// <summary>Returns the cost for given parameters.</summary>
    public double Measure(ReadOnlySpan<double> parameters)
    {
        parameters.CopyTo(_network.Parameters);
        _buffers.CopyTo(_network.Buffers);
        double cost = _network.MeasureCost(_inputs, _targets, _loss, _workspace, _step);
        return _l2Factor > 0 ? cost + L2Penalty.Measure<double>(_network.Layout, _network.Parameters, _l2Factor) : cost;
    }

    public void Dispose()
    {
        _parameters.CopyTo(_network.Parameters);
        _buffers.CopyTo(_network.Buffers);
    }
}
