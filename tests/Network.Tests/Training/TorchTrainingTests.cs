using System.Text.Json.Nodes;
using SimdOptim.Losses;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Training;

/// <summary>
/// PyTorch's own training runs in float64. Batches are taken in the order of the data, around and around; each cost is that
/// of its batch before the step, without the penalty.
/// </summary>
public class TorchTrainingTests
{
    private static readonly JsonArray _runs = (JsonArray)Golden.Load("torch")["training"]!;

    [Fact]
    public void Adam_on_binary_cross_entropy() => AssertSameRun(
        "bce_adam_2-5-2-1", new BinaryCrossEntropy<double>(), count => Optimizer<double>.Create(new Adam(), count, 0.01));

    /// <summary>PyTorch's <c>weight_decay</c> is coupled and takes the biases too.</summary>
    [Fact]
    public void Nesterov_with_weight_decay_on_categorical_cross_entropy() => AssertSameRun(
        "ce_nesterov_4-16-3_l2",
        new CategoricalCrossEntropy<double>(),
        count =>
            Optimizer<double>.Create(new WeightDecay(0.01).Then(new Nesterov(0.9)), count, 0.1));

    /// <summary>
    /// PyTorch's <c>AdamW</c> decays the biases too. The run does not name its rate and its decay: they are the ones with which
    /// all of its figures agree to the last places.
    /// </summary>
    [Fact]
    public void AdamW_on_mean_squared_error() => AssertSameRun(
        "mse_adamw_tanh_4-8-3",
        new MeanSquaredError<double>(),
        count => Optimizer<double>.Create(
            new Adam().Then(new DecoupledWeightDecay(0.1)), count, 0.02),
        builder => builder.Tanh());

    private static void AssertSameRun(
        string name,
        Loss<double> loss,
        Func<int, Optimizer<double>> createOptimizer,
        Func<NetworkBuilder<double>, NetworkBuilder<double>>? activate = null)
    {
        JsonNode golden = _runs.First(run => run!.Value<string>("name") == name)!;
        int[] widths = golden.Array<int>("widths");
        activate ??= hidden => hidden.ReLU();
        NetworkBuilder<double> builder = new(widths[0]);
        for (int i = 1; i < widths.Length; i++) _ = i == 1 ? builder.Dense(widths[i]) : activate(builder).Dense(widths[i]);
        Network<double> network = builder.Build();
        Golden.SetParameters(network, tensor => golden["initial"]!.Array<double>(tensor));
        int steps = golden.Value<int>("steps"), batch = golden.Value<int>("batch"), targetCount = loss.GetTargetCount(widths[^1]);
        double[] inputs = golden.Array<double>("inputs"), targets = golden.Array<double>("targets"), costs = new double[steps];
        double[] gradients = new double[network.ParameterCount];
        Optimizer<double> optimizer = createOptimizer(network.ParameterCount);
        Workspace<double> workspace = network.CreateWorkspace(batch, forTraining: true);
        for (int step = 0; step < steps; step++)
        {
            int start = step * batch % (targets.Length / targetCount);
            costs[step] = network.ComputeGradients(
                inputs.AsSpan(start * widths[0], batch * widths[0]),
                targets.AsSpan(start * targetCount, batch * targetCount),
                loss,
                workspace,
                gradients);
            optimizer.Step(network.Parameters, gradients);
        }

        Golden.AssertNear(golden.Array<double>("costs"), costs, 1e-10, 1e-12);
        Golden.AssertNear(Golden.Flatten(network, tensor => golden["final"]!.Array<double>(tensor)), network.Parameters, 1e-10, 1e-12);
        double[] evaluated = golden.Array<double>("evaluated");
        int samples = evaluated.Length / widths[^1];
        Golden.AssertNear(evaluated, network.Predict(inputs.AsSpan(0, samples * widths[0]), workspace), 1e-10, 1e-12);
    }
}
