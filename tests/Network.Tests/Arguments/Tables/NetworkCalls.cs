using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Threading;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class NetworkCalls
{
    public static IEnumerable<BadCalls> All() => [.. Beginnings(), .. Passes()];

    private static Network<float> Build() => new NetworkBuilder<float>(2).BatchNorm().Dense(3).ReLU().Dense(3).Softmax().Build();

    private static IEnumerable<BadCalls> Beginnings()
    {
        Network<float> network = Build();
        NumPyRandom random = new(1);
        He he = new();
        object Memory() =>
            new object[] { network.Parameters.ToArray(), network.Buffers.ToArray(), RandomnessCalls.StateOf(random) };
        return
        [
            new BadCalls("Network<T>.Initialize(IInitializer, uint, DrawOrder)")
                .Keeps(Memory)
                .RefusesNull("initializer", () => network.Initialize(null!, 1))
                .RefusesRange("order", () => network.Initialize(he, 1, (DrawOrder)2)),
            new BadCalls("Network<T>.Initialize(IInitializer, NumPyRandom, DrawOrder)")
                .Keeps(Memory)
                .RefusesNull("initializer", () => network.Initialize(null!, random))
                .RefusesNull("random", () => network.Initialize(he, null!))
                .RefusesRange("order", () => network.Initialize(he, random, (DrawOrder)2)),
            new BadCalls("Network<T>.CreateOptimizer<TRule>(TRule, double)")
                .RefusesNumbers("learningRate", x => network.CreateOptimizer(new Adam(), x), -1, double.PositiveInfinity, 1e39, 1e-50),
            new BadCalls("Network<T>.CreateWorkspace(int, bool, int)")
                .RefusesRange(
                    "maxBatchSize",
                    () => network.CreateWorkspace(0),
                    () => network.CreateWorkspace(-1),
                    () => network.CreateWorkspace(int.MaxValue),
                    () => network.CreateWorkspace(int.MaxValue, true))
                .RefusesRange(
                    "threads",
                    () => network.CreateWorkspace(threads: 0),
                    () => network.CreateWorkspace(threads: WorkerTeam.MaxThreads + 1)),
            new BadCalls("WorkerTeam.IsWorth(long)").Takes("work", "any amount is worth it or not"),
            new BadCalls("WorkerTeam.Run<TJob>(TJob, int, long)")
                .RefusesRange("parts", () => RunParts(0), () => RunParts(-1))
                .Takes("work", "any amount is worth it or not"),
            new BadCalls("WorkerTeam(int)")
                .RefusesRange("threads", () => new WorkerTeam(0), () => new WorkerTeam(-1), () => new WorkerTeam(int.MaxValue)),
            new BadCalls("ParameterLayout[string]")
                .RefusesNull("name", () => _ = network.Layout[null!])
                .Refuses("name", () => _ = network.Layout[""], () => _ = network.Layout["dense9.weight"]),
        ];
    }

    private static void RunParts(int parts)
    {
        using WorkerTeam team = new(1);
        team.Run(default(NoJob), parts, 1);
    }

    private readonly struct NoJob : ITeamJob
    {
        public void Run(int part)
        {
        }
    }

    private static IEnumerable<BadCalls> Passes()
    {
        Network<float> network = Build(), other = Build();
        network.Initialize(new He(), 1);
        CategoricalCrossEntropy<float> loss = new();
        Workspace<float> workspace = network.CreateWorkspace(2, forTraining: true);
        float[] inputs = [1, 2, 3, 5], targets = [0, 2], memory = new float[network.ParameterCount + 10];
        int count = network.ParameterCount;
        float[] outputs = network.Predict(inputs, workspace).ToArray();
        static Optimizer<float> CreateSgd(int count) => Optimizer<float>.Create(default(Sgd), count, learningRate: 1);
        object Memory() => new object[]
        {
            network.Parameters.ToArray(), network.Buffers.ToArray(), memory.ToArray(), workspace.Plan.GetActivations(4, 2).ToArray(),
        };
        return
        [
            new BadCalls("Network<T>.Predict(ReadOnlySpan<T>, Workspace<T>)")
                .Keeps(Memory)
                .Refuses(
                    "inputs",
                    () => network.Predict([], workspace),
                    () => network.Predict([1, 2, 3], workspace),
                    () => network.Predict(new float[6], workspace))
                .Refuses("inputs", () => network.Predict(network.Predict(inputs, workspace)[..2], workspace))
                .RefusesNull("workspace", () => network.Predict(inputs, null!))
                .Refuses("workspace", () => network.Predict(inputs, other.CreateWorkspace(2))),
            new BadCalls("Network<T>.Evaluate(DataSet<T>, Loss<T>, Workspace<T>)")
                .Keeps(Memory)
                .RefusesNull("data", () => network.Evaluate(null!, loss))
                .Refuses("data", () => network.Evaluate(DataSets.Blobs<float>(1, 9, 3, 3), loss))
                .RefusesNull("loss", () => network.Evaluate(DataSets.Blobs<float>(1, 9), null!))
                .Refuses(
                    "loss",
                    () => network.Evaluate(DataSets.Blobs<float>(1, 9), new BinaryCrossEntropy<float>()),
                    () => network.Evaluate(DataSets.Moons<float>(1, 9), loss))
                .Refuses("workspace", () => network.Evaluate(DataSets.Blobs<float>(1, 9), loss, other.CreateWorkspace())),
            new BadCalls("Network<T>.Predict(ReadOnlySpan<T>, Span<T>, Workspace<T>)")
                .Keeps(Memory)
                .Refuses("inputs", () => network.Predict([1, 2, 3], memory.AsSpan(0, 6), workspace))
                .Refuses("inputs", () => network.Predict(network.Predict(inputs, workspace)[..2], memory.AsSpan(0, 3), workspace))
                .Refuses("outputs", () => network.Predict(inputs, memory.AsSpan(0, 5), workspace))
                .Refuses("outputs", () => network.Predict(memory.AsSpan(5, 4), memory.AsSpan(0, 6), workspace))
                .Refuses("outputs", () => network.Predict(inputs, network.Parameters[..6], workspace))
                .RefusesNull("workspace", () => network.Predict(inputs, memory.AsSpan(0, 6), null!))
                .Refuses("workspace", () => network.Predict(inputs, memory.AsSpan(0, 6), other.CreateWorkspace(2))),
            new BadCalls("Network<T>.Forward(ReadOnlySpan<T>, Workspace<T>, long)")
                .Keeps(Memory)
                .Refuses("inputs", () => network.Forward([1, 2, 3], workspace), () => network.Forward([], workspace))
                .Refuses("inputs", () => network.Forward(network.Buffers[..2], workspace))
                .RefusesNull("workspace", () => network.Forward(inputs, null!))
                .Refuses("workspace", () => network.Forward(inputs, network.CreateWorkspace(2)))
                .RefusesRange("step", () => network.Forward(inputs, workspace, -1)),
            new BadCalls("Network<T>.Backpropagate(ReadOnlySpan<T>, ReadOnlySpan<T>, Workspace<T>, Span<T>, Span<T>)")
                .Keeps(Memory)
                .Refuses("inputs", () => network.Backpropagate([1, 2, 3], new float[6], workspace, new float[count]))
                .Refuses("outputGradients", () => network.Backpropagate(inputs, new float[5], workspace, new float[count]))
                .RefusesNull("workspace", () => network.Backpropagate(inputs, new float[6], null!, new float[count]))
                .Refuses("workspace", () => network.Backpropagate(inputs, new float[6], network.CreateWorkspace(2), new float[count]))
                .Refuses("gradients", () => network.Backpropagate(inputs, new float[6], workspace, memory.AsSpan(0, count - 1)))
                .Refuses("gradients", () => network.Backpropagate(inputs, new float[6], workspace, network.Parameters))
                .Refuses(
                    "inputGradients",
                    () => network.Backpropagate(inputs, new float[6], workspace, new float[count], memory.AsSpan(0, 3)))
                .Refuses(
                    "inputGradients",
                    () => network.Backpropagate(inputs, new float[6], workspace, memory.AsSpan(0, count), memory.AsSpan(0, 4))),
            new BadCalls("Network<T>.Warmup(Workspace<T>, Loss<T>, Optimizer<T>)")
                .Keeps(Memory)
                .RefusesNull("workspace", () => network.Warmup(null!))
                .Refuses("workspace", () => network.Warmup(other.CreateWorkspace(2)))
                .Refuses("workspace", () => network.Warmup(network.CreateWorkspace(2), loss))
                .Refuses("loss", () => network.Warmup(workspace, new BinaryCrossEntropy<float>()))
                .Refuses(
                    "optimizer",
                    () => network.Warmup(workspace, optimizer: CreateSgd(network.ParameterCount)),
                    () => network.Warmup(workspace, loss, CreateSgd(1))),
            new BadCalls("Network<T>.ComputeGradients(ReadOnlySpan<T>, ReadOnlySpan<T>, Loss<T>, Workspace<T>, Span<T>, long?)")
                .Keeps(Memory)
                .Refuses(
                    "inputs",
                    () => Compute([], targets),
                    () => Compute([1, 2, 3], targets),
                    () => Compute(new float[6], targets))
                .Refuses(
                    "inputs",
                    () => Compute([1, 2, 3, float.NaN], targets),
                    () => Compute([float.PositiveInfinity, 2, 3, 4], targets))
                .Refuses("inputs", () => network.ComputeGradients(network.Buffers, targets, loss, workspace, new float[count]))
                .Refuses("inputs", () => Compute(network.Predict(inputs, workspace)[..4], targets))
                .Refuses("targets", () => Compute(inputs, [0]), () => Compute(inputs, [0, 3]), () => Compute(inputs, [-1, 0]))
                .Refuses("targets", () => Compute(inputs, [0.5f, 0]), () => Compute(inputs, [0, float.NaN]))
                .Refuses(
                    "targets",
                    () => Compute(inputs, network.Predict(inputs, workspace)[..2]),
                    () => Compute(inputs, network.Buffers[..2]))
                .RefusesNull("loss", () => network.ComputeGradients(inputs, targets, null!, workspace, new float[count]))
                .Refuses(
                    "loss",
                    () => network.ComputeGradients(inputs, targets, new BinaryCrossEntropy<float>(), workspace, new float[count]))
                .RefusesNull("workspace", () => network.ComputeGradients(inputs, targets, loss, null!, new float[count]))
                .Refuses(
                    "workspace",
                    () => network.ComputeGradients(inputs, targets, loss, network.CreateWorkspace(2), new float[count]))
                .Refuses(
                    "workspace",
                    () => network.ComputeGradients(inputs, targets, loss, other.CreateWorkspace(2, true), new float[count]))
                .Refuses(
                    "gradients",
                    () => Differentiate(memory.AsSpan(0, count - 1)),
                    () => Differentiate(memory),
                    () => Differentiate([]))
                .Refuses("gradients", () => Differentiate(network.Parameters))
                .Refuses(
                    "gradients",
                    () => network.ComputeGradients(memory.AsSpan(0, 4), targets, loss, workspace, memory.AsSpan(3, count)))
                .Refuses(
                    "gradients",
                    () => network.ComputeGradients(inputs, memory.AsSpan(count - 1, 2), loss, workspace, memory.AsSpan(0, count)))
                .RefusesRange("step", () => network.ComputeGradients(inputs, targets, loss, workspace, new float[count], -1)),
            new BadCalls("Network<T>.ComputeGradients(ReadOnlySpan<T>, ReadOnlySpan<int>, Loss<T>, Workspace<T>, Span<T>, long?)")
                .Keeps(Memory)
                .Refuses("inputs", () => ComputeWhole([], [0, 2]), () => ComputeWhole([1, 2, 3, float.NaN], [0, 2]))
                .Refuses("targets", () => ComputeWhole(inputs, [0]), () => ComputeWhole(inputs, [0, 3]), () => ComputeWhole(inputs, [0, 1, 2]))
                .RefusesNull("loss", () => network.ComputeGradients(inputs, (int[])[0, 2], null!, workspace, new float[count]))
                .RefusesNull("workspace", () => network.ComputeGradients(inputs, (int[])[0, 2], loss, null!, new float[count]))
                .Refuses("gradients", () => network.ComputeGradients(inputs, (int[])[0, 2], loss, workspace, memory))
                .RefusesRange("step", () => network.ComputeGradients(inputs, (int[])[0, 2], loss, workspace, new float[count], -1)),
            new BadCalls("Network<T>.Train(DataSet<T>, Loss<T>, Optimizer<T>, int, int)")
                .Keeps(Memory)
                .RefusesNull("data", () => network.Train(null!, loss, CreateSgd(count)))
                .Refuses("data", () => network.Train(DataSets.Blobs<float>(1, 9, 3, 3), loss, CreateSgd(count)))
                .RefusesNull("loss", () => network.Train(DataSets.Blobs<float>(1, 9), null!, CreateSgd(count)))
                .Refuses("loss", () => network.Train(DataSets.Moons<float>(1, 9), loss, CreateSgd(count)))
                .RefusesNull("optimizer", () => network.Train(DataSets.Blobs<float>(1, 9), loss, null!))
                .Refuses("optimizer", () => network.Train(DataSets.Blobs<float>(1, 9), loss, CreateSgd(1)))
                .RefusesRange("epochs", () => network.Train(DataSets.Blobs<float>(1, 9), loss, CreateSgd(count), 0))
                .RefusesRange("batchSize", () => network.Train(DataSets.Blobs<float>(1, 9), loss, CreateSgd(count), 1, -1)),
        ];

        void ComputeWhole(ReadOnlySpan<float> x, ReadOnlySpan<int> y) =>
            network.ComputeGradients(x, y, loss, workspace, memory.AsSpan(0, count));

        void Compute(ReadOnlySpan<float> x, ReadOnlySpan<float> y) =>
            network.ComputeGradients(x, y, loss, workspace, memory.AsSpan(0, count));

        void Differentiate(Span<float> gradients) => network.ComputeGradients(inputs, targets, loss, workspace, gradients);
    }
}
