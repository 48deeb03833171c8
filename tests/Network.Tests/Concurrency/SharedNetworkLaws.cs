using System.Numerics;

namespace SimdOptim.Tests.Concurrency;

/// <summary>One network serves any number of threads, each with a workspace of its own.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class SharedNetworkLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ThreadCount = 4;
    private const int Rounds = 50;

    [Fact]
    public void Threads_with_workspaces_of_their_own_infer_the_bits_of_one() => Laws.Check(
        RandomNetwork.Any,
        shape =>
        {
            Network<T> network = shape.Build<T>(withOutput: true);
            T[] samples = shape.Samples<T>(), alone = network.Predict(samples, network.CreateWorkspace(shape.Batch)).ToArray();
            int different = 0;
            InParallel(_ =>
            {
                Workspace<T> workspace = network.CreateWorkspace(shape.Batch);
                for (int round = 0; round < Rounds; round++)
                {
                    if (Fault.IfBitsDiffer<T>(alone, network.Predict(samples, workspace), "outputs") is not null) Interlocked.Increment(ref different);
                }
            });
            return Fault.Unless(different == 0, $"{different} of {ThreadCount * Rounds} predictions differ");
        },
        maxTest: 30);

    [Fact]
    public void Threads_with_workspaces_of_their_own_compute_the_gradients_of_one() => Laws.Check(
        RandomNetwork.Any,
        shape =>
        {
            Network<T> network = shape.Build<T>(withOutput: true);
            T[] alone = Differentiate(shape, network, network.CreateWorkspace(shape.Batch, forTraining: true));
            int different = 0;
            InParallel(_ =>
            {
                Workspace<T> workspace = network.CreateWorkspace(shape.Batch, forTraining: true);
                for (int round = 0; round < Rounds; round++)
                {
                    if (Fault.IfBitsDiffer<T>(alone, Differentiate(shape, network, workspace), "gradients") is not null)
                        Interlocked.Increment(ref different);
                }
            });
            return Fault.Unless(different == 0, $"{different} of {ThreadCount * Rounds} gradients differ");
        },
        maxTest: 30);

    private static T[] Differentiate(RandomNetwork shape, Network<T> network, Workspace<T> workspace)
    {
        T[] gradients = new T[network.ParameterCount];
        _ = network.ComputeGradients(shape.Samples<T>(), shape.Targets<T>(), shape.Loss<T>(), workspace, gradients);
        return gradients;
    }

    /// <summary>Runs on threads that begin together; what one of them throws fails the test.</summary>
    private static void InParallel(Action<int> run)
    {
        using Barrier start = new(ThreadCount);
        Exception? fault = null;
        Thread[] threads = [.. Enumerable.Range(0, ThreadCount).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            fault ??= Record.Exception(() => run(number));
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) Assert.True(thread.Join(Wait.Limit), "A thread does not end.");
        Assert.Null(fault);
    }
}
