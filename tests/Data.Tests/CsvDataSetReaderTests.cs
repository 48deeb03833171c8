using System.Diagnostics;
using System.Text;
using SimdOptim.Data;

namespace SimdOptim.Tests.Data;

public sealed class CsvDataSetReaderTests : IDisposable
{
    private readonly CsvFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_header_names_the_features()
    {
        DataSet<double> data = Classify("x1,x2,label\n1,2.5,0\n-3e2,+.25,1\n0,4.,0\n");

        Assert.Equal((3, 2, 1, 2), (data.Count, data.FeatureCount, data.TargetCount, data.ClassCount));
        Assert.Equal([1, 2.5, -300, 0.25, 0, 4], data.Features);
        Assert.Equal([0, 1, 0], data.Targets);
        Assert.Equal(["x1", "x2"], data.FeatureNames);
        Assert.Equal(["0", "1"], data.ClassNames);
    }

    [Fact]
    public void A_first_row_with_a_number_is_data()
    {
        DataSet<double> data = Classify("1,cat\n2,ape\n3,cat");

        Assert.Equal([1, 2, 3], data.Features);
        Assert.Equal([1, 0, 1], data.Targets);
        Assert.Equal(["x0"], data.FeatureNames);
    }

    [Theory]
    [InlineData("1,10\n2,9\n3,-1\n4,9.0\n5,1e1\n", new[] { "-1", "9", "10" }, new double[] { 2, 1, 0, 1, 2 })]
    [InlineData("1,-0\n2,0\n3,1\n", new[] { "0", "1" }, new double[] { 0, 0, 1 })]
    [InlineData("1,b\n2,B\n3,a\n4,b\n", new[] { "B", "a", "b" }, new double[] { 2, 0, 1, 2 })]
    [InlineData("1,\"b, c\"\n2,\"a \"\"q\"\"\"\n", new[] { "a \"q\"", "b, c" }, new double[] { 1, 0 })]
    public void Labels_become_classes_in_order(string text, string[] names, double[] targets)
    {
        DataSet<double> data = Classify(text);

        Assert.Equal(names, data.ClassNames);
        Assert.Equal(targets, data.Targets);
    }

    [Theory]
    [InlineData("a,b,c\r\n1,2,x\r\n3,4,y\r\n")]
    [InlineData("a,b,c\r1,2,x\r3,4,y")]
    [InlineData("\uFEFFa,b,c\n1,2,x\n3,4,y\n\n\r\n  \n")]
    [InlineData("\na,b,c\n\n1,2,x\n\r\n \t\n3,4,y")]
    [InlineData(" a ,\tb, c\n 1 , 2,x\t\n3, \"4\" ,\"y\"\n")]
    public void Line_ends_blanks_and_quotes_do_not_matter(string text)
    {
        DataSet<double> data = Classify(text);

        Assert.Equal([1, 2, 3, 4], data.Features);
        Assert.Equal([0, 1], data.Targets);
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(["x", "y"], data.ClassNames);
    }

    [Fact]
    public void Numbers_are_parsed_as_double_and_rounded()
    {
        const string Halfway = "1.00000005960464477540"; // just above the midpoint of two floats, the midpoint in double
        DataSet<float> single = CsvDataSetReader.ReadClassification<float>(_file.Write($"{Halfway},0\n0.1,1\n"));

        Assert.Equal([(float)double.Parse(Halfway), 0.1f], single.Features);
        Assert.Equal([1.0000000596046448, 0.1], Classify($"{Halfway},0\n0.1,1\n").Features);
    }

    [Fact]
    public void Numbers_survive_a_round_trip_through_text()
    {
        DataSet<double> original = DataSets.Blobs<double>(3, 200, 5, 4);
        StringBuilder text = new("a,b,c,d,e,kind\n");
        for (int i = 0; i < original.Count; i++)
        {
            text.AppendJoin(',', original.Features.Slice(i * 5, 5).ToArray());
            text.Append(',').Append(original.Targets[i]).Append('\n');
        }

        DataSet<double> read = Classify(text.ToString());

        Assert.Equal(original.Features, read.Features);
        Assert.Equal(original.Targets, read.Targets);
    }

    [Fact]
    public void A_test_set_takes_classes_from_the_training_set()
    {
        DataSet<double> training = Classify("a,b,kind\n1,2,7\n3,4,5\n5,6,6\n");
        DataSet<double> test = CsvDataSetReader.ReadClassification(_file.Write("1,2,7.0\n3,4,06\n"), training);

        Assert.Equal([2, 1], test.Targets);
        Assert.Equal(["5", "6", "7"], test.ClassNames);
        Assert.Equal(["a", "b"], test.FeatureNames);
    }

    [Fact]
    public void A_test_set_may_have_only_one_class()
    {
        DataSet<double> training = Classify("1,cat\n3,ape\n");
        DataSet<double> test = CsvDataSetReader.ReadClassification(_file.Write("weight,kind\n8,cat\n"), training);

        Assert.Equal([1], test.Targets);
        Assert.Equal(2, test.ClassCount);
        Assert.Equal(["weight"], test.FeatureNames);
    }

    [Fact]
    public void A_test_set_of_a_generated_problem_uses_its_class_numbers() =>
        Assert.Equal(
            [1, 0], CsvDataSetReader.ReadClassification(_file.Write("0,0,1\n0,0,0\n"), DataSets.Moons<double>(0, 4)).Targets);

    [Fact]
    public void A_regression_file_has_a_number_to_predict()
    {
        DataSet<float> data = CsvDataSetReader.ReadRegression<float>(_file.Write("size,rooms,price\n50,2,1.5\n80,3,-2.25\n"));
        DataSet<float> test = CsvDataSetReader.ReadRegression(_file.Write("1,2,3\n"), data);

        Assert.Equal((2, 2, 1, 0), (data.Count, data.FeatureCount, data.TargetCount, data.ClassCount));
        Assert.Equal([50, 2, 80, 3], data.Features);
        Assert.Equal([1.5f, -2.25f], data.Targets);
        Assert.Equal(["size", "rooms"], test.FeatureNames);
    }

    [Theory]
    [InlineData("123456789012345")]
    [InlineData("-0")]
    [InlineData("-12345678.9012345")]
    [InlineData("0.00000000000001")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("-5.")]
    [InlineData("-.5")]
    [InlineData("007")]
    public void Numbers_have_the_bits_that_the_runtime_gives_them(string text) =>
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(double.Parse(text)),
            BitConverter.DoubleToInt64Bits(Classify($"{text},0\n1,1\n").Features[0]));

    [Fact]
    public async Task A_pipe_is_read_like_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in the file system.");
        using Process write = Process.Start(
            "sh", ["-c", $"mkfifo '{_file.Path}' && printf '1,2\\n3,4\\n' > '{_file.Path}'"]);
        await Wait.Until(() => File.Exists(_file.Path), "mkfifo has made the pipe");

        Task<DataSet<double>> read = Task.Run(() => CsvDataSetReader.ReadRegression<double>(_file.Path));
        DataSet<double> data = await Wait.For(read, "the reader of the pipe");
        Assert.Equal([1, 3], data.Features);
        await Wait.ForExit(write, "the writer to the pipe");
    }

    private DataSet<double> Classify(string text) => CsvDataSetReader.ReadClassification<double>(_file.Write(text));
}
