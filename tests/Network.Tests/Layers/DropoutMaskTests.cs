using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public sealed class DropoutMaskTests
{
    public static TheoryData<Law> Laws =>
    [
        .. new DropoutMaskLaws(seed => new PhiloxMask<float>(seed), seed => new PhiloxMask<double>(seed))
        {
            DependsOnPositionAlone = true,
        },
        .. new DropoutMaskLaws(
            seed => new NumPyMask<float>(seed, MaskOrder.FeaturesFirst),
            seed => new NumPyMask<double>(seed, MaskOrder.FeaturesFirst)),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();
}
