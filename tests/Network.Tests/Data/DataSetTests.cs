using SimdOptim.Data;

namespace SimdOptim.Tests.Data;

public class DataSetTests
{
    [Fact]
    public void A_classification_set_holds_what_it_was_given()
    {
        DataSet<float> data = DataSet<float>.Classification(
            [1, 2, 3, 4, 5, 6], [2, 0], 3, 3, ["a", "b", "c"], ["red", "green", "blue"]);

        Assert.Equal((2, 3, 1, 3), (data.Count, data.FeatureCount, data.TargetCount, data.ClassCount));
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Features);
        Assert.Equal([2, 0], data.Targets);
        Assert.Equal(["a", "b", "c"], data.FeatureNames);
        Assert.Equal(["red", "green", "blue"], data.ClassNames);
    }

    [Fact]
    public void A_regression_set_has_targets_and_no_classes()
    {
        DataSet<double> data = DataSet<double>.Regression([1, 2, 3], [0.5, -1, 2, 8, 9, 10], 1, 2);

        Assert.Equal((3, 1, 2, 0), (data.Count, data.FeatureCount, data.TargetCount, data.ClassCount));
        Assert.Equal([0.5, -1, 2, 8, 9, 10], data.Targets);
        Assert.Equal(["x0"], data.FeatureNames);
        Assert.Empty(data.ClassNames);
    }

    [Fact]
    public void Names_that_are_not_given_are_counted()
    {
        DataSet<double> data = DataSet<double>.Classification([1, 2], [1], 2, 3);

        Assert.Equal(["x0", "x1"], data.FeatureNames);
        Assert.Equal(["0", "1", "2"], data.ClassNames);
    }

    [Fact]
    public void Nobody_can_change_it()
    {
        double[] features = [1, 2], targets = [1];
        string[] names = ["a", "b"];
        DataSet<double> data = DataSet<double>.Classification(features, targets, 2, 2, names);
        features[0] = targets[0] = 0;
        names[0] = "z";

        Assert.Equal([1, 2], data.Features);
        Assert.Equal([1], data.Targets);
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Throws<NotSupportedException>(() => ((IList<string>)data.FeatureNames)[0] = "z");
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        AssertRefused(
            "features", "features must have length 4, 2 samples of 2; it has length 3.", () => Classify([1, 2, 3], [0, 1]));
        AssertRefused("targets", "targets must hold at least one sample; it is empty.", () => Classify([], []));
        AssertRefused(
            "targets", "targets must hold at least one sample; it is empty.", () => DataSet<double>.Regression([], [], 2));
        AssertRefused(
            "targets",
            "targets must have 2 elements a sample; it has 3.",
            () => DataSet<double>.Regression([1, 2], [1, 2, 3], 1, 2));
        AssertRefused(
            "featureNames",
            "featureNames must have 2 names; it has 1.",
            () => DataSet<double>.Classification([1, 2], [1], 2, 2, ["a"]));
        AssertRefused(
            "classNames",
            "classNames must have 2 names; it has 3.",
            () => DataSet<double>.Classification([1, 2], [1], 2, 2, null, ["a", "b", "c"]));
        AssertRefused(
            "classNames",
            "classNames must not hold null; the name at index 1 is.",
            () => DataSet<double>.Classification([1, 2], [1], 2, 2, null, ["a", null!]));
        Assert.Throws<ArgumentOutOfRangeException>("featureCount", () => DataSet<double>.Classification([], [1], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => DataSet<double>.Classification([1], [0], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("targetCount", () => DataSet<double>.Regression([1], [0], 1, 0));
        Assert.Throws<NotSupportedException>(() => DataSet<Half>.Regression([(Half)1], [(Half)1], 1));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Numbers_that_are_not_finite_are_refused_with_their_place(double value, string shown)
    {
        AssertRefused(
            "features",
            $"features must be finite; sample 1, column 0 (x0) is {shown}.",
            () => Classify([1, 2, value, 4], [0, 1]));
        AssertRefused(
            "targets",
            $"targets must be finite; sample 1, column 1 is {shown}.",
            () => DataSet<double>.Regression([1, 2], [0, 0, 0, value], 1, 2));
        AssertRefused(
            "targets",
            $"targets must be whole numbers from 0 to 1; that of sample 1 is {shown}.",
            () => Classify([1, 2, 3, 4], [0, value]));
    }

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(2, "2")]
    [InlineData(0.5, "0.5")]
    public void Targets_that_are_no_class_are_refused_with_their_place(double target, string shown) =>
        AssertRefused(
            "targets",
            $"targets must be whole numbers from 0 to 1; that of sample 0 is {shown}.",
            () => Classify([1, 2], [target]));

    private static DataSet<double> Classify(double[] features, double[] targets) =>
        DataSet<double>.Classification(features, targets, 2, 2);

    private static void AssertRefused(string parameter, string message, Func<object> make) =>
        Assert.Equal($"{message} (Parameter '{parameter}')", Assert.Throws<ArgumentException>(parameter, make).Message);
}
