using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class MeanAbsoluteErrorLaws : RegressionLossLaws
{
    protected override Loss<T> Create<T>() => new MeanAbsoluteError<T>();
}
