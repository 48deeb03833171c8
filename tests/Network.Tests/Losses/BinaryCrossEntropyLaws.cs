using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public class BinaryCrossEntropyLaws : LossLaws
{
    protected override int MostOutputs => 1;

    protected override IEnumerable<double> BadTargets => [-0.25, 1.5, 2, double.NaN, double.PositiveInfinity];

    protected override Loss<T> Create<T>() => new BinaryCrossEntropy<T>();

    protected override double[] DrawTargets(LossCase shape, Span<double> outputs) => shape.DrawClasses(2);
}
