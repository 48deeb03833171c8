using System.Globalization;

namespace SimdOptim.Tests.Commands;

public sealed class CultureTests
{
    [Fact]
    public void A_decimal_comma_changes_neither_what_is_read_nor_what_is_written()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        using Sandbox sandbox = new();
        string[] args = ["train", "moons", "--epochs", "20", "--learning-rate", "0.0007", "--out", sandbox.Report];
        Outcome expected = Sandbox.Run(args);
        string[] expectedFiles = ReadFiles(sandbox);
        Outcome actual;
        try
        {
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal("0,5", $"{0.5}");
            actual = Sandbox.Run(args);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(0.0007, sandbox.ReadMetrics().History[^1].LearningRate);
        Assert.Equal(WithoutSpeed(expected.Output), WithoutSpeed(actual.Output));
        Assert.Equal(expectedFiles, ReadFiles(sandbox));
    }

    /// <summary>As in Germany; without globalization data that culture cannot be had by its name.</summary>
    private static CultureInfo CommaCulture()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        return culture;
    }

    private static string[] ReadFiles(Sandbox sandbox) =>
    [
        .. Directory.GetFiles(sandbox.Report).Order()
            .Select(file => string.Join('\n', File.ReadLines(file).Where(line => !line.Contains("\"seconds\"")))),
    ];

    // Speeds and times differ from run to run; the numbers in them still show how they are written.
    private static string[] WithoutSpeed(string output) =>
        [.. output.Split('\n').Select(line => line.Contains(" in ") ? "" : line.Split(" %")[0])];
}
