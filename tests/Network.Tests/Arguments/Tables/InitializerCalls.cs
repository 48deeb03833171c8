using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class InitializerCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() =>
    [
        new BadCalls("Constant(double)").RefusesNumbers("value", x => new Constant(x), Infinite, -Infinite),
        new BadCalls("Orthogonal(double)").RefusesNumbers("gain", x => new Orthogonal(x), -1, Infinite),
        new BadCalls("ScaledNormal(double)").RefusesNumbers("scale", x => new ScaledNormal(x), -1, Infinite),
        Filling(new Constant(1)),
        Filling(new He()),
        Filling(new LeCunNormal()),
        Filling(new Orthogonal()),
        Filling(new ScaledNormal(1)),
        Filling(new XavierNormal()),
        Filling(new XavierUniform()),
        Filling(new Zeros()),
    ];

    private static BadCalls Filling(IInitializer initializer)
    {
        double[] weights = [1, 2, 3, 4, 5, 6];
        NumPyRandom random = new(1);
        return new BadCalls($"{initializer.GetType().Name}.Fill(Span<double>, int, int, DrawOrder, NumPyRandom)")
            .Keeps(() => new object[] { weights.ToArray(), RandomnessCalls.StateOf(random) })
            .Refuses("weights", () => Fill(2, 2), () => Fill(3, 3))
            .RefusesRange("fanIn", () => Fill(0, 6), () => Fill(-2, -3))
            .RefusesRange("fanOut", () => Fill(6, 0), () => Fill(2, int.MaxValue))
            .RefusesRange("order", () => Fill(2, 3, (DrawOrder)2), () => Fill(2, 3, (DrawOrder)(-1)))
            .RefusesNull("random", () => initializer.Fill(weights, 2, 3, DrawOrder.InputsFirst, null!));

        void Fill(int fanIn, int fanOut, DrawOrder order = DrawOrder.OutputsFirst) =>
            initializer.Fill(weights, fanIn, fanOut, order, random);
    }
}
