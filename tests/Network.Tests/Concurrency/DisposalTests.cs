using SimdOptim.Optimizers;
using SimdOptim.Storage;

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
            NetworkFile.Begin(new NetworkBuilder<float>(2).Dense(1).Build(), null).WriteTo(stream);
            SafetensorsFile file = SafetensorsFile.Open(stream, "memory");
            float[] weights = new float[2];
            AssertTwice(file, () => file.VerifyDigest(), () => file.Read(file.Tensors.Single(tensor => tensor.Name == "0.weight"), weights));
            Assert.True(file.TryFind("0.weight", out _)); // the header has been read
        },
    };

    public static TheoryData<Type> DisposableTypes =>
    [
        .. new[] { typeof(ParameterRanges), typeof(ParameterLayout) }
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

    private static void AssertTwice(IDisposable disposable, params Action[] uses)
    {
        foreach (Action use in uses) use(); // which is right before
        disposable.Dispose();
        disposable.Dispose();
        foreach (Action use in uses) Assert.Throws<ObjectDisposedException>(use);
    }
}
