using SimdOptim.Data;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class DataCalls
{
    private const double Infinite = double.PositiveInfinity;

    private delegate object Maker(NumPyRandom random);

    public static IEnumerable<BadCalls> All() => [.. Sets(), .. Makers(), .. Files()];

    private static IEnumerable<BadCalls> Sets()
    {
        float[] features = [1, 2, 3, 4], classes = [0, 1], targets = [0.5f, -1];
        yield return new BadCalls(
            "DataSet<T>.Classification(ReadOnlySpan<T>, ReadOnlySpan<T>, int, int, IReadOnlyList<string>, IReadOnlyList<string>)")
            .RefusesElements("T", () => DataSet<Half>.Classification([Half.One], [Half.One], 1, 2))
            .Refuses(
                "features",
                () => Classify([1, 2, 3], classes),
                () => Classify([], classes),
                () => Classify([1, 2, 3, float.NaN], classes))
            .Refuses("features", () => Classify([float.NegativeInfinity, 2, 3, 4], classes))
            .Refuses(
                "targets",
                () => Classify(features, [0, 2]),
                () => Classify(features, [-1, 0]),
                () => Classify(features, [0, 0.5f]))
            .Refuses("targets", () => Classify(features, [0, float.NaN]), () => Classify([], []))
            .RefusesRange("featureCount", () => DataSet<float>.Classification(features, classes, 0, 2))
            .RefusesRange("classCount", () => DataSet<float>.Classification(features, classes, 2, 1))
            .Refuses("featureNames", () => Classify(features, classes, ["a"]), () => Classify(features, classes, ["a", null!]))
            .Refuses(
                "classNames",
                () => Classify(features, classes, null, ["a", "b", "c"]),
                () => Classify(features, classes, null, [null!, "b"]));
        yield return new BadCalls(
            "DataSet<T>.Classification(ReadOnlySpan<T>, ReadOnlySpan<int>, int, int, IReadOnlyList<string>, IReadOnlyList<string>)")
            .RefusesElements("T", () => DataSet<Half>.Classification([Half.One], (int[])[1], 1, 2))
            .Refuses("features", () => ClassifyWhole([1, 2, 3], [0, 1]), () => ClassifyWhole([1, 2, 3, float.NaN], [0, 1]))
            .Refuses("targets", () => ClassifyWhole(features, [0, 2]), () => ClassifyWhole(features, [-1, 0]), () => ClassifyWhole([], []))
            .RefusesRange("featureCount", () => DataSet<float>.Classification(features, [0, 1], 0, 2))
            .RefusesRange("classCount", () => DataSet<float>.Classification(features, [0, 1], 2, 1))
            .Refuses("featureNames", () => ClassifyWhole(features, [0, 1], ["a"]))
            .Refuses("classNames", () => ClassifyWhole(features, [0, 1], null, ["a"]));
        yield return new BadCalls("DataSet<T>.Regression(ReadOnlySpan<T>, ReadOnlySpan<T>, int, int, IReadOnlyList<string>)")
            .RefusesElements("T", () => DataSet<Half>.Regression([Half.One], [Half.One], 1))
            .Refuses(
                "features",
                () => Regress([1, 2, 3], targets),
                () => Regress([], targets),
                () => Regress([1, 2, 3, float.NaN], targets))
            .Refuses(
                "targets",
                () => Regress(features, [0, float.NaN]),
                () => Regress(features, [0, float.PositiveInfinity]),
                () => Regress([], []))
            .Refuses("targets", () => DataSet<float>.Regression(features, [1, 2, 3], 2, 2))
            .RefusesRange("featureCount", () => DataSet<float>.Regression(features, targets, 0))
            .RefusesRange("targetCount", () => DataSet<float>.Regression(features, targets, 2, 0))
            .Refuses("featureNames", () => DataSet<float>.Regression(features, targets, 2, 1, ["a", "b", "c"]));

        static void Classify(float[] x, float[] y, string[]? featureNames = null, string[]? classNames = null) =>
            DataSet<float>.Classification(x, y, 2, 2, featureNames, classNames);

        static void ClassifyWhole(float[] x, int[] y, string[]? featureNames = null, string[]? classNames = null) =>
            DataSet<float>.Classification(x, y, 2, 2, featureNames, classNames);

        static void Regress(float[] x, float[] y) => DataSet<float>.Regression(x, y, 2);
    }

    private static IEnumerable<BadCalls> Makers()
    {
        foreach (bool isSeeded in new[] { false, true })
        {
            NumPyRandom random = new(1);
            yield return Of("Blobs", "int, int, int, double", r => DataSets.Blobs<Half>(r, 9), r => DataSets.Blobs<float>(r, 9))
                .RefusesRange("samples", () => Blobs(0), () => Blobs(-1), () => Blobs(int.MaxValue))
                .RefusesRange("features", () => Blobs(features: 0))
                .RefusesRange("centers", () => Blobs(centers: 1), () => Blobs(centers: int.MaxValue))
                .RefusesNumbers("clusterStandardDeviation", x => Blobs(deviation: x), -1, Infinite);
            yield return Of("Circles", "int, double, double", r => DataSets.Circles<Half>(r, 9), r => DataSets.Circles<float>(r, 9))
                .RefusesRange("samples", () => Circles(0), () => Circles(int.MaxValue))
                .RefusesNumbers("noise", x => Circles(noise: x), -1, Infinite)
                .RefusesNumbers("factor", x => Circles(factor: x), -0.1, 1.1);
            yield return Of("Moons", "int, double", r => DataSets.Moons<Half>(r, 9), r => DataSets.Moons<float>(r, 9))
                .RefusesRange("samples", () => Moons(0), () => Moons(int.MaxValue))
                .RefusesNumbers("noise", x => Moons(noise: x), -1, Infinite);
            yield return Of("Spiral", "int, int", r => DataSets.Spiral<Half>(r, 9, 3), r => DataSets.Spiral<float>(r, 9, 3))
                .RefusesRange("samplesPerClass", () => Spiral(0), () => Spiral(-1))
                .RefusesRange("classes", () => Spiral(classes: 1), () => Spiral(classes: int.MaxValue));
            yield return Of("Xor", "int, double", r => DataSets.Xor<Half>(r, 9), r => DataSets.Xor<float>(r, 9))
                .RefusesRange("samples", () => Xor(0), () => Xor(int.MaxValue))
                .RefusesNumbers("noise", x => Xor(noise: x), -1, Infinite);

            BadCalls Of(string name, string types, Maker ofHalves, Maker make)
            {
                BadCalls calls = new BadCalls($"DataSets.{name}<T>({(isSeeded ? "uint" : nameof(NumPyRandom))}, {types})")
                    .Keeps(() => RandomnessCalls.StateOf(random))
                    .RefusesElements("T", () => ofHalves(random));
                return isSeeded ? calls : calls.RefusesNull("random", () => make(null!));
            }

            object Blobs(int samples = 9, int features = 2, int centers = 3, double deviation = 1) => isSeeded
                ? DataSets.Blobs<float>(1, samples, features, centers, deviation)
                : DataSets.Blobs<float>(random, samples, features, centers, deviation);

            object Circles(int samples = 9, double noise = 0, double factor = 0.8) => isSeeded
                ? DataSets.Circles<float>(1, samples, noise, factor)
                : DataSets.Circles<float>(random, samples, noise, factor);

            object Moons(int samples = 9, double noise = 0) => isSeeded
                ? DataSets.Moons<float>(1, samples, noise)
                : DataSets.Moons<float>(random, samples, noise);

            object Spiral(int samples = 9, int classes = 3) => isSeeded
                ? DataSets.Spiral<float>(1, samples, classes)
                : DataSets.Spiral<float>(random, samples, classes);

            object Xor(int samples = 9, double noise = 0) => isSeeded
                ? DataSets.Xor<float>(1, samples, noise)
                : DataSets.Xor<float>(random, samples, noise);
        }
    }

    private static IEnumerable<BadCalls> Files()
    {
        DataSet<float> classes = DataSets.Moons<float>(1, 9), quantities = DataSet<float>.Regression([1, 2], [1, 2, 3, 4], 1, 2);
        return
        [
            new BadCalls("CsvDataSetReader.ReadClassification<T>(string, DataSet<T>)")
                .RefusesElements("T", () => CsvDataSetReader.ReadClassification<Half>("none.csv"))
                .RefusesNoText("path", path => CsvDataSetReader.ReadClassification<float>(path))
                .Refuses("training", () => CsvDataSetReader.ReadClassification("none.csv", quantities)),
            new BadCalls("CsvDataSetReader.ReadRegression<T>(string, DataSet<T>)")
                .RefusesElements("T", () => CsvDataSetReader.ReadRegression<Half>("none.csv"))
                .RefusesNoText("path", path => CsvDataSetReader.ReadRegression<float>(path))
                .Refuses(
                    "training",
                    () => CsvDataSetReader.ReadRegression("none.csv", classes),
                    () => CsvDataSetReader.ReadRegression("none.csv", quantities)),
            new BadCalls("CsvDataSetReader.ReadFeatures<T>(string, int)")
                .RefusesElements("T", () => CsvDataSetReader.ReadFeatures<Half>("none.csv", 1))
                .RefusesNoText("path", path => CsvDataSetReader.ReadFeatures<float>(path, 1))
                .RefusesRange("featureCount", () => CsvDataSetReader.ReadFeatures<float>("none.csv", 0)),
        ];
    }
}
