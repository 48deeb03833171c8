using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SimdOptim.Tests;

/// <summary>Figures of others, from the files under Golden, and how near to them ours must come.</summary>
internal static class Golden
{
    public static JsonNode Load(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json")))!;

    public static T Value<T>(this JsonNode node, string name) => node[name]!.GetValue<T>();

    public static T[] Array<T>(this JsonNode node, string name) => node[name].Deserialize<T[]>()!;

    /// <summary>
    /// Returns <c>[rows, columns]</c> as <c>[columns, rows]</c>: Python's weights are mostly <c>[outputs, inputs]</c>.
    /// </summary>
    public static T[] Transposed<T>(T[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        return [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[(i % rows * columns) + (i / rows)])];
    }

    /// <summary>Writes tensors into a network's parameters; weights come as <c>[outputs, inputs]</c>.</summary>
    public static void SetParameters(Network<double> network, Func<string, double[]> tensorOf) =>
        Flatten(network, tensorOf).CopyTo(network.Parameters);

    /// <summary>Lays tensors out as a network's parameters; weights come as <c>[outputs, inputs]</c>.</summary>
    public static double[] Flatten<T>(Network<T> network, Func<string, double[]> tensorOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
    [
        .. network.Layout.Tensors.SelectMany(tensor => Transposed(tensorOf(tensor.Name), tensor.Columns)),
    ];

    public static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double bound = Math.Max(relative * Math.Abs(expected[i]), absolute);
            Assert.True(
                Math.Abs(actual[i] - expected[i]) <= bound, $"{i}: expected {expected[i]:R}, got {actual[i]:R}, off by more than {bound:R}");
        }
    }
}
