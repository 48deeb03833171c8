using System.Numerics;
using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests;

/// <summary>What holds of every network, batch and loss.</summary>
public abstract class NetworkLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double _unit = typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16;

    [Fact]
    public void A_batch_has_the_bits_of_its_samples_alone() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            Network<T> network = random.Build<T>(withOutput: true);
            T[] samples = random.Samples<T>();
            T[] together = network.Predict(samples, network.CreateWorkspace(random.Batch + 2)).ToArray();
            Workspace<T> one = network.CreateWorkspace();
            T[] alone = [.. samples.Chunk(random.Inputs).SelectMany(sample => network.Predict(sample, one).ToArray())];
            return Fault.IfBitsDiffer<T>(alone, together, "outputs");
        }, 200);

    [Fact]
    public void A_sample_of_NaN_gives_NaN_and_changes_no_other() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            Network<T> network = random.Build<T>(withOutput: true);
            Workspace<T> workspace = network.CreateWorkspace(random.Batch + 1), one = network.CreateWorkspace();
            T[] samples = random.Samples<T>(), outputs = network.Predict(samples, workspace).ToArray();
            T[] sick = [.. Enumerable.Repeat(T.NaN, random.Inputs)];
            T[] together = network.Predict([.. samples, .. sick], workspace).ToArray();
            return Fault.IfBitsDiffer<T>(outputs, together.AsSpan(0, outputs.Length), "outputs of the other samples")
                ?? Fault.Unless(together.Skip(outputs.Length).All(T.IsNaN), "an output of NaN in a batch is a number")
                ?? Fault.Unless(network.Predict(sick, one).ToArray().All(T.IsNaN), "an output of NaN alone is a number");
        }, 100);

    [Fact]
    public void A_fused_output_changes_no_bit_of_the_training() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            (double fusedCost, T[] fused) = Differentiate(random.Build<T>(withOutput: true), random);
            (double cost, T[] gradients) = Differentiate(random.Build<T>(withOutput: false), random);
            return Fault.IfBitsDiffer<double>([cost], [fusedCost], "cost") ?? Fault.IfBitsDiffer<T>(gradients, fused, "gradients");
        }, 200);

    [Fact]
    public void A_log_softmax_is_fused_as_a_softmax_is_and_predicts_its_logarithm() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            random = random with { Outputs = random.Outputs + 1 }; // at least two classes
            Network<T> network = random.Begin<T>().LogSoftmax().Build(), softmax = random.Build<T>(withOutput: true);
            softmax.Parameters.CopyTo(network.Parameters);
            (double cost, T[] gradients) = Differentiate(network, random);
            (double expectedCost, T[] expected) = Differentiate(softmax, random);
            T[] logarithms = network.Predict(random.Samples<T>(), network.CreateWorkspace(random.Batch)).ToArray();
            T[] probabilities = softmax.Predict(random.Samples<T>(), softmax.CreateWorkspace(random.Batch)).ToArray();
            return Fault.IfBitsDiffer<double>([expectedCost], [cost], "cost")
                ?? Fault.IfBitsDiffer<T>(expected, gradients, "gradients")
                ?? Fault.IfFar<T>(
                    [.. logarithms.Select(value => Math.Exp(double.CreateChecked(value)))], probabilities, "probabilities", 100 * _unit);
        }, 200);

    [Fact]
    public void The_cost_is_the_mean_of_the_logarithms_of_what_was_predicted() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            Network<T> network = random.Build<T>(withOutput: true);
            (double cost, _) = Differentiate(network, random);
            T[] targets = random.Targets<T>();
            double[] predicted = [.. network.Predict(random.Samples<T>(), network.CreateWorkspace(random.Batch)).ToArray().Select(double.CreateChecked)];
            double expected = targets.Select((target, sample) => -Math.Log(
                random.Outputs > 1 ? predicted[(sample * random.Outputs) + int.CreateChecked(target)]
                : target == T.One ? predicted[sample]
                : 1 - predicted[sample])).Average();
            return Fault.IfFar(expected, cost, "cost", 1e5 * _unit * (1 + expected));
        }, 200);

    [Fact]
    public void The_gradient_of_a_batch_is_the_mean_of_those_of_its_samples() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            Network<T> network = random.Build<T>(withOutput: true);
            T[] samples = random.Samples<T>(), targets = random.Targets<T>();
            (double cost, T[] gradients) = Differentiate(network, random);
            Workspace<T> workspace = network.CreateWorkspace(1, forTraining: true);
            double meanCost = 0;
            double[] mean = new double[gradients.Length], magnitude = new double[gradients.Length];
            for (int i = 0; i < random.Batch; i++)
            {
                T[] alone = new T[gradients.Length];
                meanCost += network.ComputeGradients(
                    samples.AsSpan(i * random.Inputs, random.Inputs), targets.AsSpan(i, 1), random.Loss<T>(), workspace, alone) / random.Batch;
                for (int j = 0; j < alone.Length; j++)
                {
                    mean[j] += double.CreateChecked(alone[j]) / random.Batch;
                    magnitude[j] += Math.Abs(double.CreateChecked(alone[j]));
                }
            }

            // Each share may have canceled inside the sample: 1 is the size of what cancels.
            return Math.Abs(cost - meanCost) <= 100 * _unit * (1 + meanCost)
                && Enumerable.Range(0, mean.Length).All(
                    j => Math.Abs(double.CreateChecked(gradients[j]) - mean[j]) <= 100 * _unit * (1 + magnitude[j]));
        }, 200);

    [Fact]
    public async Task Threads_with_workspaces_of_their_own_predict_the_same_bits()
    {
        Network<T> network = new NetworkBuilder<T>(4).Dense(33).ReLU().Dense(17).Sigmoid().Dense(5).Softmax().Build();
        network.Initialize(new He(), 1);
        T[] samples = new T[4 * 50];
        new NumPyRandom(2).Normal(samples.AsSpan());
        T[] expected = network.Predict(samples, network.CreateWorkspace(50)).ToArray();

        T[][] predicted = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            Workspace<T> workspace = network.CreateWorkspace(1 + thread);
            T[] all = [];
            for (int repetition = 0; repetition < 20; repetition++)
                all = [.. samples.Chunk(4 * (1 + thread)).SelectMany(batch => network.Predict(batch, workspace).ToArray())];
            return all;
        })));

        Assert.All(predicted, actual => Assert.Null(Fault.IfBitsDiffer<T>(expected, actual, "outputs")));
    }

    private static (double Cost, T[] Gradients) Differentiate(Network<T> network, RandomNetwork random)
    {
        T[] gradients = new T[network.ParameterCount];
        double cost = network.ComputeGradients(
            random.Samples<T>(), random.Targets<T>(), random.Loss<T>(), network.CreateWorkspace(random.Batch, forTraining: true), gradients);
        return (cost, gradients);
    }
}

public sealed class DoubleNetworkTests : NetworkLaws<double>;

public sealed class SingleNetworkTests : NetworkLaws<float>;
