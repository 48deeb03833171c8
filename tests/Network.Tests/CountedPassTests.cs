using SimdOptim.Losses;

namespace SimdOptim.Tests;

/// <summary>Passes without a step are counted by their workspace, so that each draws masks of its own.</summary>
public class CountedPassTests
{
    private readonly Network<double> _network = new NetworkBuilder<double>(2).Dense(30).Dropout(0.5).Dense(2).Build(seed: 1);
    private readonly double[] _inputs = [1, 2, 3, 4];

    [Fact]
    public void Each_pass_has_the_masks_of_the_next_step()
    {
        Workspace<double> counting = CreateWorkspace(), told = CreateWorkspace();
        for (int pass = 0; pass < 5; pass++) Assert.Equal(Differentiate(told, pass), Differentiate(counting, null));
        Assert.Equal(5, Enumerable.Range(0, 5).Select(pass => string.Join(' ', Differentiate(told, pass))).Distinct().Count());
    }

    [Fact]
    public void Classes_as_whole_numbers_count_as_well()
    {
        Workspace<double> counting = CreateWorkspace(), told = CreateWorkspace();
        double[] first = new double[_network.ParameterCount], second = [.. first];
        CategoricalCrossEntropy<double> loss = new();
        for (int pass = 0; pass < 3; pass++)
        {
            _network.ComputeGradients(_inputs, (int[])[0, 1], loss, counting, first);
            _network.ComputeGradients(_inputs, (int[])[0, 1], loss, told, second, pass);
            Assert.Equal(second, first);
        }
    }

    [Fact]
    public void Passes_with_a_step_and_passes_that_are_refused_are_not_counted()
    {
        Workspace<double> workspace = CreateWorkspace();
        double[] first = Differentiate(workspace, 0);
        _ = Differentiate(workspace, 7);
        Assert.Throws<ArgumentException>(() => _network.ComputeGradients(
            [1, double.NaN], [1, 2], new MeanSquaredError<double>(), workspace, new double[_network.ParameterCount]));
        Assert.Equal(first, Differentiate(workspace, null));
        Assert.NotEqual(first, Differentiate(workspace, null));
    }

    private Workspace<double> CreateWorkspace() => _network.CreateWorkspace(2, forTraining: true);

    private double[] Differentiate(Workspace<double> workspace, int? pass)
    {
        double[] gradients = new double[_network.ParameterCount], targets = [1, 2, 3, 4];
        MeanSquaredError<double> loss = new();
        if (pass is { } step) _network.ComputeGradients(_inputs, targets, loss, workspace, gradients, step);
        else _network.ComputeGradients(_inputs, targets, loss, workspace, gradients);
        return gradients;
    }
}
