using System.Globalization;
using System.Text;

namespace SimdOptim.Tests.Commands;

public sealed class CsvDataTests
{
    private const string Flowers = "width,length,kind\n";

    [Fact]
    public void Text_labels_a_header_and_three_classes_are_learnt_and_tested()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("flowers.csv", Flowers + Rows(40, 0));
        string test = sandbox.Write("more.csv", Flowers + Rows(10, 0.01) + "0,0,violet\n");
        Outcome outcome = Sandbox.Run("train", data, "--test", test, "--layers", "8", "--epochs", "500", "--out", sandbox.Report);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Metrics metrics = sandbox.ReadMetrics();
        Assert.Equal(1, metrics.TrainAccuracy);
        Assert.Equal(30 / 31.0, metrics.TestAccuracy!.Value, 1e-12);
        Assert.Contains("2-8-3", outcome.Output);
        Assert.Contains("test accuracy", outcome.Output);
        string boundary = File.ReadAllText(Path.Combine(sandbox.Report, "boundary.svg"));
        Assert.All([">width<", ">length<", ">lily<", ">rose<", ">violet<", ">test<"], text => Assert.Contains(text, boundary));
    }

    [Fact]
    public void A_test_file_can_be_given_to_built_in_data()
    {
        using Sandbox sandbox = new();
        string test = sandbox.Write("two.csv", "-0.5,0.8,0\n1.5,-0.4,1\n-1.5,1.5,1\n0.5,-1,0\n");
        Metrics metrics = sandbox.Train($"moons --test {test}");
        Assert.Equal(0.5, metrics.TestAccuracy);
    }

    [Fact]
    public void A_column_of_numbers_above_is_no_header_and_two_classes_end_in_one_output()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("points.csv", "0,1\n0.2,1\n2,7\n2.2,7\n");
        Outcome outcome = Sandbox.Run("train", data, "--layers", "none", "--epochs", "1", "--out", sandbox.Report);
        Assert.Contains("4 samples, 1 feature, 2 classes", outcome.Output);
        Assert.Contains("1-1, 2 parameters", outcome.Output);
    }

    private static string Rows(int count, double shift)
    {
        StringBuilder csv = new();
        for (int i = 0; i < count; i++)
        {
            double step = shift + (0.5 * i / count);
            csv.AppendLine(CultureInfo.InvariantCulture, $"{step},{step},rose");
            csv.AppendLine(CultureInfo.InvariantCulture, $"{2 + step},{step},lily");
            csv.AppendLine(CultureInfo.InvariantCulture, $"{step},{2 + step},violet");
        }

        return csv.ToString();
    }
}
