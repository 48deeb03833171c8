using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SimdOptim.Tests;

/// <summary>Reads published figures and compares numbers with them.</summary>
internal static class GoldenFile
{
    public static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)))!;

    public static double Number(this JsonNode node, string name) => node[name]!.GetValue<double>();

    public static double[] Numbers(this JsonNode node, string name) => node[name].Deserialize<double[]>()!;

    public static T[] Numbers<T>(this JsonNode node, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => To<T>(node.Numbers(name));

    public static T[][] Rows<T>(this JsonNode node, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. node[name].Deserialize<double[][]>()!.Select(To<T>)];

    /// <summary>Returns whether every number is close to its figure: relatively, or absolutely if the figure is small.</summary>
    public static bool IsNear<T>(double[] expected, ReadOnlySpan<T> actual, double relative, double absolute)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FindFar(expected, actual, relative, absolute) < 0;

    public static void AssertNear<T>(double[] expected, ReadOnlySpan<T> actual, double relative, double absolute, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        if (FindFar(expected, actual, relative, absolute) is var i and >= 0)
            Assert.Fail($"{what}[{i}] must be {expected[i]:R}; it is {actual[i]:R}");
    }

    private static int FindFar<T>(double[] expected, ReadOnlySpan<T> actual, double relative, double absolute)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(double.CreateChecked(actual[i]) - expected[i]);
            if (!(error <= Math.Max(relative * Math.Abs(expected[i]), absolute))) return i;
        }

        return -1;
    }

    private static T[] To<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(T.CreateChecked)];
}
