using SimdOptim.Simd;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class SimdCalls
{
    private delegate void Function<T>(ReadOnlySpan<T> source, Span<T> destination);

    private delegate TResult Reduction<T, TResult>(ReadOnlySpan<T> x);

    public static IEnumerable<BadCalls> All() =>
    [
        Writing("Exp", ElementaryFunctions.Exp, ElementaryFunctions.Exp),
        Writing("Log", ElementaryFunctions.Log, ElementaryFunctions.Log),
        Writing("NormalDistribution", ElementaryFunctions.NormalDistribution, ElementaryFunctions.NormalDistribution),
        Writing("Sigmoid", ElementaryFunctions.Sigmoid, ElementaryFunctions.Sigmoid),
        Writing("Softplus", ElementaryFunctions.Softplus, ElementaryFunctions.Softplus),
        Writing("Tanh", ElementaryFunctions.Tanh, ElementaryFunctions.Tanh),
        Reducing<Half>("ElementaryFunctions.LogSumExp", ElementaryFunctions.LogSumExp),
        Reducing<bool>("Reductions.AllFinite", Reductions.AllFinite),
        Reducing<Half>("Reductions.Max", Reductions.Max),
        Reducing<Half>("Reductions.MaxMagnitude", Reductions.MaxMagnitude),
        Reducing<double>("Reductions.Norm", Reductions.Norm),
        Reducing<Half>("Reductions.Sum", Reductions.Sum),
        Reducing<Half>("Reductions.SumOfSquares", Reductions.SumOfSquares),
        new BadCalls("Reductions.Dot<T>(ReadOnlySpan<T>, ReadOnlySpan<T>)")
            .RefusesElements("T", () => Reductions.Dot<Half>([], []))
            .Takes("x", "vectors of any length and any bits have a product")
            .Refuses("y", () => Reductions.Dot<float>([1, 2], [1]), () => Reductions.Dot<float>([], [1])),
        .. Elementwise(),
        .. Rows("Rows<T>(Span<T>", (memory, columns) => _ = new Rows<float>(memory, columns), (memory, count, columns, stride) => _ = new Rows<float>(memory, count, columns, stride)),
        .. Rows(
            "ReadOnlyRows<T>(ReadOnlySpan<T>",
            (memory, columns) => _ = new ReadOnlyRows<float>(memory, columns),
            (memory, count, columns, stride) => _ = new ReadOnlyRows<float>(memory, count, columns, stride)),
        new BadCalls("ReadOnlyRows<T>.CopyTo(Rows<T>)")
            .Refuses("destination", () => new ReadOnlyRows<float>(new float[4], 2).CopyTo(new Rows<float>(new float[4], 4))),
    ];

    private static IEnumerable<BadCalls> Elementwise()
    {
        float[] memory = [1, 2, 3, 4, 5, 6];
        ElementaryFunctions.ExpFunction<float> exp = default;
        yield return new BadCalls("ElementwiseLoop.Run<T, TFunction>(TFunction, ReadOnlySpan<T>, Span<T>)")
            .Keeps(memory.ToArray)
            .RefusesElements("T", () => ElementwiseLoop.Run(default(ElementaryFunctions.ExpFunction<Half>), [Half.One], new Half[1]))
            .Takes("source", "any bits; its length is held against the other's")
            .Refuses("destination", () => ElementwiseLoop.Run(exp, [1, 2], memory.AsSpan()))
            .Refuses("destination", () => ElementwiseLoop.Run(exp, memory.AsSpan(0, 3), memory.AsSpan(1, 3)));
        yield return new BadCalls("ElementwiseLoop.Run<T, TFunction>(TFunction, ReadOnlyRows<T>, Rows<T>)")
            .Keeps(memory.ToArray)
            .RefusesElements("T", () => ElementwiseLoop.Run(
                default(ElementaryFunctions.ExpFunction<Half>), new ReadOnlyRows<Half>([Half.One], 1), new Rows<Half>(new Half[1], 1)))
            .Takes("source", "any bits; its shape is held against the other's")
            .Refuses("destination", () => ElementwiseLoop.Run(exp, new ReadOnlyRows<float>(new float[6], 2), new Rows<float>(memory, 3)));
        yield return new BadCalls("ElementwiseLoop.Run<T, TKernel>(TKernel, int)")
            .Takes("T", "a kernel that is there has arrays of a type that its formulas take")
            .Takes("count", "the kernel alone knows its arrays");
    }

    private static IEnumerable<BadCalls> Rows(string name, Action<float[], int> dense, Action<float[], int, int, int> padded)
    {
        float[] memory = [1, 2, 3, 4, 5, 6];
        yield return new BadCalls($"{name}, int)")
            .Keeps(memory.ToArray)
            .Refuses("span", () => dense(memory, 4))
            .RefusesRange("columns", () => dense(memory, 0), () => dense(memory, -1));
        yield return new BadCalls($"{name}, int, int, int)")
            .Keeps(memory.ToArray)
            .Refuses("span", () => padded(memory, 3, 2, 3))
            .RefusesRange("count", () => padded(memory, -1, 2, 3))
            .RefusesRange("columns", () => padded(memory, 2, 0, 3))
            .RefusesRange("stride", () => padded(memory, 2, 3, 2));
    }

    private static BadCalls Writing(string name, Function<float> function, Function<Half> ofHalves)
    {
        float[] memory = [1, 2, 3, 4, 5];
        return new BadCalls($"ElementaryFunctions.{name}<T>(ReadOnlySpan<T>, Span<T>)")
            .Keeps(memory.ToArray)
            .RefusesElements("T", () => ofHalves([Half.One], new Half[1]))
            .Takes("source", "a function has a value, or NaN, for all bits; its length is held against the other's")
            .Refuses("destination", () => function([1, 2], memory), () => function(new float[6], memory), () => function([1], []))
            .Refuses(
                "destination",
                () => function(memory.AsSpan(0, 3), memory.AsSpan(1, 3)),
                () => function(memory.AsSpan(2, 3), memory.AsSpan(0, 3)));
    }

    private static BadCalls Reducing<TResult>(string name, Reduction<Half, TResult> ofHalves) => new BadCalls($"{name}<T>(ReadOnlySpan<T>)")
        .RefusesElements("T", () => ofHalves([Half.One]))
        .Takes("x", "numbers of any count and any bits come to something");
}
