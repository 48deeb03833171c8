using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public class CategoricalCrossEntropyLaws : LossLaws
{
    protected override int FewestOutputs => 2;

    protected override IEnumerable<double> BadTargets => [-1, 0.5, 2, double.NaN, double.PositiveInfinity];

    protected override Loss<T> Create<T>() => new CategoricalCrossEntropy<T>();

    protected override double[] DrawTargets(LossCase shape, Span<double> outputs) => shape.DrawClasses(shape.Outputs);
}
