using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class SmoothedCategoricalCrossEntropyLaws : CategoricalCrossEntropyLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("labelSmoothing", () => _ = new CategoricalCrossEntropy<float>(-0.1)),
        ("labelSmoothing", () => _ = new CategoricalCrossEntropy<float>(1)),
        ("labelSmoothing", () => _ = new CategoricalCrossEntropy<float>(double.NaN)),
    ];

    protected override Loss<T> Create<T>() => new CategoricalCrossEntropy<T>(0.2);
}
