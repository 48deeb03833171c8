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
    ];

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
