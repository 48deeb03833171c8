using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class MeanSquaredErrorLaws : RegressionLossLaws
{
    protected override Loss<T> Create<T>() => new MeanSquaredError<T>();
}
