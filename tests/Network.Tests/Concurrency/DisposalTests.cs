using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Threading;
using SimdOptim.Training;

namespace SimdOptim.Tests.Concurrency;

/// <summary>
/// Whatever can be disposed of can be twice, and says so when it is used afterwards; a new such type fails until it is here.
/// </summary>
public class DisposalTests
{
    private static readonly Dictionary<Type, Action> _checks = new()
    {
        [typeof(SafetensorsFile)] = () =>
        {
            MemoryStream stream = new();
            NetworkFile.Begin(Build(), null).WriteTo(stream);
            SafetensorsFile file = SafetensorsFile.Open(stream, "memory");
            float[] weights = new float[2];
            AssertTwice(file, () => file.VerifyDigest(), () => file.Read(file.Tensors.Single(tensor => tensor.Name == "0.weight"), weights));
            Assert.True(file.TryFind("0.weight", out _)); // the header has been read
        },
        [typeof(Trainer<>)] = () =>
        {
            DataSet<float> data = DataSets.Xor<float>(1, 8);
            Network<float> network = Build();
            Optimizer<float> sgd = Optimizer<float>.Create(default(Sgd), network.ParameterCount, 0.1);
            TrainingOptions options = new() { Epochs = 1, Threads = 2 };
            Trainer<float> trainer = new(network, data, new BinaryCrossEntropy<float>(), sgd, options);
            AssertTwice(trainer, () => trainer.Train(), () => trainer.TrainEpoch(0), () => trainer.MeasureAccuracy(data));
        },
        [typeof(WorkerTeam)] = () =>
        {
            WorkerTeam team = new(2);
            Optimizer<float> sgd = Optimizer<float>.Create(default(Sgd), 1, 0.1);
            AssertTwice(team, () => sgd.Step([1], [1], team));
        },
        [typeof(Workspace<>)] = () =>
        {
            Network<float> network = Build();
            Workspace<float> workspace = network.CreateWorkspace(1, forTraining: true, threads: 2);
            float[] gradients = new float[network.ParameterCount];
            AssertTwice(
                workspace,
                () => network.Predict([1, 2], workspace),
                () => network.ComputeGradients([1, 2], [1], new BinaryCrossEntropy<float>(), workspace, gradients));
        },
    };

    public static TheoryData<Type> DisposableTypes =>
    [
        .. new[] { typeof(ParameterRanges), typeof(Network<float>) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IDisposable))),
    ];

    [Theory]
    [MemberData(nameof(DisposableTypes))]
    public void Disposing_twice_is_safe_and_use_afterwards_is_refused(Type type)
    {
        Assert.True(_checks.ContainsKey(type), $"{type.Name} can be disposed of: put into {nameof(DisposalTests)} how it is used.");
        _checks[type]();
    }

    private static Network<float> Build() => new NetworkBuilder<float>(2).Dense(1).Build();

    private static void AssertTwice(IDisposable disposable, params Action[] uses)
    {
        foreach (Action use in uses) use(); // which is right before
        disposable.Dispose();
        disposable.Dispose();
        foreach (Action use in uses) Assert.Throws<ObjectDisposedException>(use);
    }
}
