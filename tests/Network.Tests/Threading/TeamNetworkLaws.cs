using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Losses;
using SimdOptim.Threading;

namespace SimdOptim.Tests.Threading;

/// <summary>Predictions and gradients by any number of threads have the bits of one thread's.</summary>
public abstract class TeamNetworkLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Around the edges of tiles and of the columns that stay together, and prime.</summary>
    private static readonly Gen<int> _widths = Gen.Elements(1, 2, 7, 8, 11, 12, 13, 31, 32, 33, 63, 64, 65, 67, 97, 129);

    private static readonly Arbitrary<(int Inputs, int[] Hidden, int Outputs, int Batch, int Seed)> _cases = (
        from inputs in _widths
        from hidden in _widths.ArrayOf(2)
        from outputs in Gen.Elements(2, 3, 10, 32, 37)
        from batch in Gen.Elements(1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 33, 64, 127)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (inputs, hidden, outputs, batch, seed)).ToArbitrary();

    [Fact]
    public void One_two_and_three_threads_predict_and_differentiate_alike()
    {
        using WorkerTeam two = new(2, minimumWork: 1), three = new(3, minimumWork: 1);
        Laws.Check(
            _cases,
            value =>
            {
                // A rectified layer, one that is not, normalization and a mask: what is fused, and what stands between products.
                NetworkBuilder<T> builder = new(value.Inputs);
                builder.Dense(value.Hidden[0]).ReLU().Dense(value.Hidden[1]).Tanh().BatchNorm().Dropout(0.8, 5).Dense(value.Outputs).Softmax();
                Network<T> network = builder.Build();
                System.Random random = new(value.Seed);
                foreach (ref T parameter in network.Parameters) parameter = Draw(random);
                T[] samples = [.. Enumerable.Range(0, value.Batch * value.Inputs).Select(_ => Draw(random))];
                T[] targets = [.. Enumerable.Range(0, value.Batch).Select(_ => T.CreateChecked(random.Next(value.Outputs)))];
                T[] expected = Compute(null);
                return Fault.IfBitsDiffer<T>(expected, Compute(two), "results of two threads")
                    ?? Fault.IfBitsDiffer<T>(expected, Compute(three), "results of three threads");

                T[] Compute(WorkerTeam? team)
                {
                    Workspace<T> workspace = network.CreateWorkspace(value.Batch, forTraining: true, team);
                    T[] gradients = new T[network.ParameterCount], buffers = network.Buffers.ToArray();
                    double cost =
                        network.ComputeGradients(samples, targets, new CategoricalCrossEntropy<T>(), workspace, gradients);
                    buffers.CopyTo(network.Buffers);
                    return [T.CreateChecked(cost), .. gradients, .. network.Predict(samples, workspace)];
                }
            },
            maxTest: 150);
    }

    private static T Draw(System.Random random) => T.CreateChecked(random.NextDouble() - 0.5);
}

public sealed class DoubleTeamNetworkTests : TeamNetworkLaws<double>;

public sealed class SingleTeamNetworkTests : TeamNetworkLaws<float>;
