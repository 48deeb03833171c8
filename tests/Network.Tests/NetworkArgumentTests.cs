using SimdOptim.Initializers;
using SimdOptim.Losses;

namespace SimdOptim.Tests;

/// <summary>Faults name the argument, and a call that throws has changed nothing.</summary>
public class NetworkArgumentTests
{
    private static readonly BinaryCrossEntropy<float> _binary = new();
    private static readonly CategoricalCrossEntropy<float> _categorical = new();

    private readonly Network<float> _network = new NetworkBuilder<float>(2).Dense(3).ReLU().Dense(3).Softmax().Build();
    private readonly Network<float> _other = new NetworkBuilder<float>(2).Dense(3).ReLU().Dense(3).Softmax().Build();
    private readonly float[] _inputs = [1, 2, 3, 4];
    private readonly float[] _targets = [0, 2];
    private readonly float[] _gradients = new float[21];

    [Fact]
    public void Predict_names_what_does_not_fit()
    {
        Workspace<float> workspace = _network.CreateWorkspace(2);
        AssertFault("workspace", "", () => _ = _network.Predict(_inputs, null!));
        AssertFault("workspace", "this network", () => _ = _network.Predict(_inputs, _other.CreateWorkspace(2)));
        AssertFault("inputs", "1 to 2 samples of 2 values; it has length 0", () => _ = _network.Predict([], workspace));
        AssertFault("inputs", "1 to 2 samples of 2 values; it has length 3", () => _ = _network.Predict(_inputs.AsSpan(0, 3), workspace));
        AssertFault("inputs", "1 to 2 samples of 2 values; it has length 6", () => _ = _network.Predict(new float[6], workspace));
    }

    [Fact]
    public void What_a_workspace_returned_cannot_be_fed_back_to_it()
    {
        Network<float> square = new NetworkBuilder<float>(2).Dense(2).Build();
        square.Initialize(new He(), 1);
        Workspace<float> workspace = square.CreateWorkspace(1, forTraining: true);
        AssertFault("inputs", "workspace", () => _ = square.Predict(square.Predict([1, 2], workspace), workspace));
        AssertFault("targets", "workspace", () => square.ComputeGradients(
            [1, 2], square.Predict([1, 2], workspace)[..1], _categorical, workspace, new float[6]));

        float[] twice = square.Predict(square.Predict([1, 2], workspace), square.CreateWorkspace()).ToArray();
        float[] once = square.Predict([1, 2], workspace).ToArray();
        Bits.AssertSame(square.Predict(once, workspace).ToArray(), twice);
    }

    [Fact]
    public void CreateWorkspace_names_a_batch_that_cannot_be()
    {
        AssertFault("maxBatchSize", "", () => _ = _network.CreateWorkspace(0));
        AssertFault("maxBatchSize", "", () => _ = _network.CreateWorkspace(int.MaxValue));
        Workspace<float> workspace = _network.CreateWorkspace(7);
        Assert.Equal((7, false), (workspace.MaxBatchSize, workspace.IsForTraining));
        Assert.True(_network.CreateWorkspace(1, forTraining: true).IsForTraining);
    }

    [Fact]
    public void ComputeGradients_names_what_does_not_fit()
    {
        Workspace<float> workspace = _network.CreateWorkspace(2, forTraining: true);
        Refuses("loss", "", _inputs, _targets, null!, workspace);
        Refuses("workspace", "", _inputs, _targets, _categorical, null!);
        Refuses("workspace", "for training", _inputs, _targets, _categorical, _network.CreateWorkspace(2));
        Refuses("workspace", "this network", _inputs, _targets, _categorical, _other.CreateWorkspace(2, true));
        Refuses("inputs", "length 3", [1, 2, 3], _targets, _categorical, workspace);
        Refuses("targets", "length 2; it has length 1", _inputs, [1], _categorical, workspace);
        Refuses("targets", "0 to 2; that of sample 1 is 3", _inputs, [1, 3], _categorical, workspace);
        Refuses("targets", "sample 0 is -1", _inputs, [-1, 2], _categorical, workspace);
        Refuses("targets", "sample 1 is 0.5", _inputs, [1, 0.5f], _categorical, workspace);
        Refuses("targets", "sample 1 is NaN", _inputs, [1, float.NaN], _categorical, workspace);
        Refuses("loss", "1 output", _inputs, _targets, _binary, workspace);
        AssertFault("gradients", "length 21; it has length 20", () => _network.ComputeGradients(
            _inputs, _targets, _categorical, workspace, new float[20]));
    }

    [Fact]
    public void Binary_cross_entropy_takes_probabilities_and_nothing_else()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(1, new Zeros()).Sigmoid().Build();
        Workspace<float> workspace = network.CreateWorkspace(2, forTraining: true);
        float[] gradients = [7, 8, 9];
        foreach (float target in new[] { -0.1f, 1.5f, float.NaN, float.PositiveInfinity })
            AssertFault("targets", "sample 1", () => network.ComputeGradients(_inputs, [1, target], _binary, workspace, gradients));
        Assert.Equal([7, 8, 9], gradients);

        Assert.Equal(Math.Log(2), network.ComputeGradients(_inputs, [0.25f, 1], _binary, workspace, gradients), 6);
        Assert.Equal([(0.25f - 1.5f) / 2, (0.5f - 2) / 2, -0.125f], gradients);
    }

    [Fact]
    public void Gradients_must_lie_apart_from_all_that_they_are_computed_from()
    {
        Workspace<float> workspace = _network.CreateWorkspace(2, forTraining: true);
        float[] memory = new float[25], parameters = _network.Parameters.ToArray();
        memory[1] = 2;
        AssertFault("gradients", "inputs", () => _network.ComputeGradients(
            memory.AsSpan(0, 4), _targets, _categorical, workspace, memory.AsSpan(3, 21)));
        AssertFault("gradients", "targets", () => _network.ComputeGradients(
            _inputs, memory.AsSpan(0, 2), _categorical, workspace, memory.AsSpan(1, 21)));
        AssertFault("gradients", "Parameters", () => _network.ComputeGradients(
            _inputs, _targets, _categorical, workspace, _network.Parameters));
        Assert.Equal([0, 2, .. new float[23]], memory);
        Bits.AssertSame(parameters, _network.Parameters);
    }

    private void Refuses(
        string name, string message, float[] inputs, float[] targets, Loss<float> loss, Workspace<float> workspace)
    {
        Array.Fill(_gradients, 7);
        AssertFault(name, message, () => _network.ComputeGradients(inputs, targets, loss, workspace, _gradients));
        Assert.All(_gradients, gradient => Assert.Equal(7, gradient));
    }

    private static void AssertFault(string name, string message, Action action)
    {
        ArgumentException fault = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(name, fault.ParamName);
        Assert.Contains(message, fault.Message);
    }
}
