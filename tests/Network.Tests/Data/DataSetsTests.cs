using System.Text.Json;
using System.Text.Json.Nodes;
using SimdOptim.Data;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Data;

/// <summary>The problems against those that scikit-learn and the nnfs book make of the same seed, bit for bit.</summary>
public class DataSetsTests
{
    private static readonly JsonNode _root =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "data-sets.json")))!;

    public static IEnumerable<object[]> Cases =>
        from kind in new[] { "moons", "circles", "blobs", "spiral" }
        from index in Enumerable.Range(0, ((JsonArray)_root[kind]!).Count)
        select new object[] { kind, index };

    [Theory, MemberData(nameof(Cases))]
    public void A_problem_is_that_of_the_original(string kind, int index)
    {
        JsonNode golden = _root[kind]![index]!;
        NumPyRandom random = new(golden["seed"]!.GetValue<uint>());
        DataSet<double> data = Make<double>(kind, golden, random);

        double[] features = data.Features.ToArray();
        string labels = golden["labels"]!.GetValue<string>();
        double[] first = golden["first"].Deserialize<double[]>()!, last = golden["last"].Deserialize<double[]>()!;
        Assert.Equal(labels.Length, data.Count);
        Assert.Equal(labels, string.Concat(data.Targets.ToArray()));
        Assert.Equal(first, features[..first.Length]);
        Assert.Equal(last, features[^last.Length..]);
        ulong bits = 0;
        for (int i = 0; i < features.Length; i++)
            bits ^= unchecked(BitConverter.DoubleToUInt64Bits(features[i]) * (2 * (ulong)i + 1));
        Assert.Equal(golden["xorOfBits"]!.GetValue<string>(), bits.ToString());
        Assert.Equal(golden["nextRand"]!.GetValue<double>(), random.NextDouble());
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_problem_in_float_is_the_one_in_double_rounded(string kind, int index)
    {
        JsonNode golden = _root[kind]![index]!;
        uint seed = golden["seed"]!.GetValue<uint>();
        DataSet<double> exact = Make<double>(kind, golden, new NumPyRandom(seed));
        DataSet<float> rounded = Make<float>(kind, golden, new NumPyRandom(seed));

        Assert.Equal(exact.Features.ToArray().Select(value => (float)value), rounded.Features.ToArray());
        Assert.Equal(exact.Targets.ToArray().Select(value => (float)value), rounded.Targets.ToArray());
        Assert.Equal(exact.ClassCount, rounded.ClassCount);
    }

    [Fact]
    public void A_seed_stands_for_its_stream()
    {
        AssertSame(DataSets.Moons<double>(new NumPyRandom(4), 20, 0.1), DataSets.Moons<double>(4, 20, 0.1));
        AssertSame(DataSets.Circles<double>(new NumPyRandom(4), 20, 0.1, 0.5), DataSets.Circles<double>(4, 20, 0.1, 0.5));
        AssertSame(DataSets.Blobs<double>(new NumPyRandom(4), 20, 3, 4, 2), DataSets.Blobs<double>(4, 20, 3, 4, 2));
        AssertSame(DataSets.Spiral<double>(new NumPyRandom(4), 20, 3), DataSets.Spiral<double>(4, 20, 3));
        AssertSame(DataSets.Xor<double>(new NumPyRandom(4), 20, 0.1), DataSets.Xor<double>(4, 20, 0.1));
    }

    [Fact]
    public void Xor_labels_the_quadrants_of_uniform_points_before_the_noise()
    {
        NumPyRandom random = new(8);
        double[] points = new double[400], noise = new double[400];
        random.Uniform<double>(points, -1, 1);
        random.Normal<double>(noise, 0, 0.25);
        DataSet<double> clean = DataSets.Xor<double>(8, 200), noisy = DataSets.Xor<double>(8, 200, 0.25);

        Assert.Equal(points, clean.Features.ToArray());
        Assert.Equal(points.Zip(noise, (point, shift) => point + shift), noisy.Features.ToArray());
        double[] expected = [.. points.Chunk(2).Select(point => point[0] * point[1] < 0 ? 1.0 : 0.0)];
        Assert.Equal(expected, clean.Targets.ToArray());
        Assert.Equal(expected, noisy.Targets.ToArray());
        Assert.Equal(["0", "1"], noisy.ClassNames);
    }

    [Fact]
    public void Impossible_problems_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => DataSets.Moons<double>(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => DataSets.Moons<double>(0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => DataSets.Circles<double>(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => DataSets.Circles<double>(0, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => DataSets.Circles<double>(0, 1, factor: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => DataSets.Blobs<double>(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => DataSets.Blobs<double>(0, int.MaxValue, 2));
        Assert.Throws<ArgumentOutOfRangeException>("features", () => DataSets.Blobs<double>(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("centers", () => DataSets.Blobs<double>(0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(
            "clusterStandardDeviation", () => DataSets.Blobs<double>(0, 1, 1, 2, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("samplesPerClass", () => DataSets.Spiral<double>(0, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => DataSets.Spiral<double>(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => DataSets.Spiral<double>(0, 2, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => DataSets.Xor<double>(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => DataSets.Xor<double>(0, 1, -0.5));
        Assert.Throws<NotSupportedException>(() => DataSets.Moons<Half>(0, 4));
    }

    private static DataSet<T> Make<T>(string kind, JsonNode golden, NumPyRandom random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        int Whole(string name) => golden[name]!.GetValue<int>();
        double Real(string name) => golden[name]!.GetValue<double>();
        return kind switch
        {
            "moons" => DataSets.Moons<T>(random, Whole("samples"), Real("noise")),
            "circles" => DataSets.Circles<T>(random, Whole("samples"), Real("noise"), Real("factor")),
            "blobs" => DataSets.Blobs<T>(
                random, Whole("samples"), Whole("features"), Whole("centers"), Real("clusterStandardDeviation")),
            "spiral" => DataSets.Spiral<T>(random, Whole("samplesPerClass"), Whole("classes")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static void AssertSame(DataSet<double> expected, DataSet<double> actual)
    {
        Assert.Equal(expected.Features.ToArray(), actual.Features.ToArray());
        Assert.Equal(expected.Targets.ToArray(), actual.Targets.ToArray());
    }
}
