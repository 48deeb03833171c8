using SimdOptim.Gradients;

namespace SimdOptim.Experiments;

/// <summary>The network of the gradient checking notebook, 4-5-3-1 with three samples, all from one stream of seed 1.</summary>
internal sealed class GradientChecked
{
    private readonly Network<double> _network;
    private readonly Workspace<double> _workspace;
    private readonly double[] _inputs;
    private readonly double[] _targets = [1, 1, 0];
    private readonly double[] _place;
    private readonly double[] _gradients;

    public GradientChecked()
    {
        NumPyRandom random = new(1);
        _inputs = CourseInput.Transpose(CourseInput.Normal(random, 4, 3), columns: 3);
        _network = new NetworkBuilder<double>(4).Dense(5).ReLU().Dense(3).ReLU().Dense(1).Sigmoid().Build();
        CourseInput.Draw(random, _network);
        _place = _network.Parameters.ToArray();
        _workspace = _network.CreateWorkspace(_targets.Length, forTraining: true);
        _gradients = new double[_network.ParameterCount];
        Cost(_place);
        Gradients = [.. _gradients];
    }

    /// <summary>The correct gradient.</summary>
    public double[] Gradients { get; }

    /// <summary>The gradient with some tensors multiplied by a factor.</summary>
    public double[] GradientsWith(params IEnumerable<(string Tensor, double Factor)> faults)
    {
        double[] gradients = [.. Gradients];
        foreach ((string name, double factor) in faults)
        {
            Range range = _network.Layout.Tensors.Single(tensor => tensor.Name == name).Range;
            foreach (ref double gradient in gradients.AsSpan(range)) gradient *= factor;
        }

        return gradients;
    }

    /// <summary>The cross-entropy from the logits.</summary>
    public double Cost(ReadOnlySpan<double> parameters)
    {
        parameters.CopyTo(_network.Parameters);
        return _network.ComputeGradients(_inputs, _targets, new BinaryCrossEntropy<double>(), _workspace, _gradients);
    }

    /// <summary>The cross-entropy as in the notebook, <c>-log a</c> and <c>-log(1 - a)</c> of the probabilities a.</summary>
    public double NotebookCost(ReadOnlySpan<double> parameters)
    {
        parameters.CopyTo(_network.Parameters);
        ReadOnlySpan<double> probabilities = _network.Predict(_inputs, _workspace);
        double sum = 0;
        for (int i = 0; i < _targets.Length; i++)
            sum -= (Math.Log(probabilities[i]) * _targets[i]) + (Math.Log(1 - probabilities[i]) * (1 - _targets[i]));
        return sum / _targets.Length;
    }

    public GradientCheckResult Check(Objective cost, double[] gradients, GradientCheckOptions? options = null)
    {
        NamedTensor[] tensors = [.. _network.Layout.Tensors.Select(t => new NamedTensor(t.Name, t.Offset, t.Rows, t.Columns))];
        return GradientCheck.Run(cost, _place, gradients, options, tensors);
    }
}
