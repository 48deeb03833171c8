using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Data;

namespace SimdOptim.Tests.Data;

/// <summary>Each fault of a file is reported in one line: where it is, what was expected and what was found.</summary>
public sealed class CsvDataSetReaderFaultTests : IDisposable
{
    private const string Header = "x0,x1,kind\n1,2,a\n";

    private readonly CsvFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(Header + "3,abc,b\n", "line 3, column 2 (x1): expected a number, found \"abc\"")]
    [InlineData("1,2,a\n3,abc,b\n", "line 2, column 2: expected a number, found \"abc\"")]
    [InlineData(Header + "3,0x1F,b\n", "line 3, column 2 (x1): expected a number, found \"0x1F\"")]
    [InlineData(Header + "3,1 000,b\n", "line 3, column 2 (x1): expected a number, found \"1 000\"")]
    [InlineData(Header + "NaN,4,b\n", "line 3, column 1 (x0): expected a finite number, found \"NaN\"")]
    [InlineData(Header + "3,-Infinity,b\n", "line 3, column 2 (x1): expected a finite number, found \"-Infinity\"")]
    [InlineData(Header + "3,1e999,b\n", "line 3, column 2 (x1): expected a finite number, found \"1e999\"")]
    [InlineData(Header + "3,,b\n", "line 3, column 2 (x1): expected a number, found a blank cell")]
    [InlineData(Header + " ,4,b\n", "line 3, column 1 (x0): expected a number, found a blank cell")]
    [InlineData(Header + "3,4,\n", "line 3, column 3 (kind): expected a label, found a blank cell")]
    [InlineData(Header + "3,4,\"\"\n", "line 3, column 3 (kind): expected a label, found a blank cell")]
    [InlineData("x0,,kind\n1,2,a\n", "line 1, column 2: expected a column name, found a blank cell")]
    [InlineData("1,,a\n", "line 1, column 2: expected a number, found a blank cell")]
    public void Cells_that_are_not_numbers_or_labels(string text, string problem) => AssertRefused(text, problem);

    [Theory]
    [InlineData(Header + "3,b\n", "line 3, column 3 (kind): expected 3 columns, found 2")]
    [InlineData(Header + "3,4,b,5\n", "line 3, column 4: expected 3 columns, found 4")]
    [InlineData("a,b\n1,2,x\n", "line 2, column 3: expected 2 columns, found 3")]
    [InlineData(Header + "  \r\n\n3,abc,b\n", "line 5, column 2 (x1): expected a number, found \"abc\"")]
    [InlineData("\n\nx0,x1,kind\n1,2\n", "line 4, column 3 (kind): expected 3 columns, found 2")]
    [InlineData("1\n2\n", "line 1: expected at least 2 columns separated by commas, the last one the target, found 1")]
    [InlineData("1;2;a\n", "line 1: expected at least 2 columns separated by commas, the last one the target, found 1")]
    [InlineData("", "line 1: expected rows of numbers and labels, found an empty file")]
    [InlineData("\uFEFF", "line 1: expected rows of numbers and labels, found an empty file")]
    [InlineData("\n \n\"\"\n", "line 1: expected rows of numbers and labels, found an empty file")]
    [InlineData("x0,x1,kind\n", "line 2: expected a row of numbers, found only a header")]
    [InlineData("x0,x1,kind\n\n\n", "line 2: expected a row of numbers, found only a header")]
    public void Rows_that_do_not_fit(string text, string problem) => AssertRefused(text, problem);

    [Theory]
    [InlineData(Header + "3,4,a\n", "column 3 (kind): expected at least 2 classes, found only \"a\"")]
    [InlineData("3,4,1\n5,6,1.0\n", "column 3: expected at least 2 classes, found only \"1\"")]
    [InlineData("1,2,0\n3,4,1\n5,6,O\n", "line 3, column 3: expected a number like the label \"0\" on line 1, found \"O\"")]
    [InlineData(Header + "3,4,1\n", "line 3, column 3 (kind): expected text like the label \"a\" on line 2, found \"1\"")]
    [InlineData("1,2,0\n3,4,NaN\n", "line 2, column 3: expected a finite number, found \"NaN\"")]
    public void Labels_that_do_not_form_classes(string text, string problem) => AssertRefused(text, problem);

    [Theory]
    [InlineData(Header + "3,\"4,b\n5,6,a\n", "line 3, column 2 (x1): {quotes}\"\"4,b\"")]
    [InlineData(Header + "3,4,b\"c\n", "line 3, column 3 (kind): {quotes}\"b\"c\"")]
    [InlineData(Header + "3,\"4\"5,b\n", "line 3, column 2 (x1): {quotes}\"\"4\"5\"")]
    [InlineData(Header + "3,4,\"b\"c\"\n", "line 3, column 3 (kind): {quotes}\"\"b\"c\"\"")]
    [InlineData("\"x\n0\",x1,kind\n1,2,a\n", "line 1, column 1: {quotes}\"\"x\"")]
    public void Quotes_that_are_misplaced_or_not_closed(string text, string problem) => AssertRefused(
        text, problem.Replace("{quotes}", "expected quotes only around a whole cell and doubled inside it, found "));

    [Theory]
    [InlineData("1,2,a\n3,\04,b\n", "line 2, column 2: expected text in UTF-8, found other bytes")]
    [InlineData("1,2,a\n3,4,\u00E9\n", "line 2, column 3: expected text in UTF-8, found other bytes")]
    [InlineData("\u007FELF\u0002\u0001\u0000\u0000\u00FF", "line 1, column 1: expected text in UTF-8, found other bytes")]
    public void Bytes_that_are_not_text(string bytes, string problem) => AssertRefused(Encoding.Latin1.GetBytes(bytes), problem);

    // Separators cost more memory than other characters, because the position of each is stored.
    [Theory]
    [InlineData('7', 8)]
    [InlineData('"', 8)]
    [InlineData(',', 48)]
    public void A_line_that_never_ends_is_not_held_in_memory(char filler, int mebibytes)
    {
        byte[] line = new byte[64 << 20];
        Array.Fill(line, (byte)filler);
        "1,2,a\n"u8.CopyTo(line);
        string path = _file.Write(line);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException fault =
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadClassification<double>(path));

        Assert.Equal($"{path}, line 2: expected at most 1048576 characters in a line, found more.", fault.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)mebibytes << 20);
    }

    [Fact]
    public void A_device_without_end_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/zero.");
        Assert.Equal(
            "/dev/zero, line 1: expected at most 1048576 characters in a line, found more.",
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadRegression<double>("/dev/zero")).Message);
    }

    [Fact]
    public void Text_from_the_file_is_shown_on_one_line_and_truncated()
    {
        AssertRefused(
            "1,a\n" + new string('q', 500) + ",b\n",
            $"line 2, column 1: expected a number, found \"{new string('q', 40)}…\"");
        AssertRefused("1,a\n\u001B[31mred,b\n", "line 2, column 1: expected a number, found \"\\u001B[31mred\"");
    }

    [Fact]
    public void A_number_must_fit_the_element_type()
    {
        string path = _file.Write("1,2,a\n3,-1e39,b\n");

        Assert.Equal(-1e39, CsvDataSetReader.ReadClassification<double>(path).Features[3]);
        Assert.Equal(
            $"{path}, line 2, column 2: expected a number in the range of Single, found \"-1e39\".",
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadClassification<float>(path)).Message);
        Assert.Throws<NotSupportedException>(() => CsvDataSetReader.ReadClassification<Half>(path));
    }

    [Fact]
    public void A_target_must_be_a_number()
    {
        string path = _file.Write("1,2\n3,high\n");
        Assert.Equal(
            $"{path}, line 2, column 2: expected a number, found \"high\".",
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadRegression<double>(path)).Message);
    }

    [Fact]
    public void A_test_set_must_fit_the_training_set()
    {
        DataSet<double> training = CsvDataSetReader.ReadClassification<double>(_file.Write(Header + "3,4,b\n"));
        DataSet<double> many = CsvDataSetReader.ReadClassification<double>(_file.Write("1,1\n1,2\n1,3\n1,4\n1,5\n1,6\n"));

        AssertRefused(
            "5,6,c\n",
            "line 1, column 3: expected one of the 2 classes of the training set (\"a\", \"b\"), found \"c\"",
            training);
        AssertRefused(
            "1,7\n",
            "line 1, column 2: expected one of the 6 classes of the training set "
            + "(\"1\", \"2\", \"3\", \"4\", \"5\", …), found \"7\"",
            many);
        AssertRefused("x,kind\n1,a\n", "line 1: expected 3 columns as in the training set, found 2", training);
    }

    [Fact]
    public void A_training_set_must_have_the_same_kind()
    {
        DataSet<double> classes = DataSets.Moons<double>(0, 4), quantities = DataSet<double>.Regression([1], [1, 2], 1, 2);
        string path = _file.Write("1,2\n");

        Assert.Equal(
            "training must have classes; it is a regression set. (Parameter 'training')",
            Assert.Throws<ArgumentException>(() => CsvDataSetReader.ReadClassification(path, quantities)).Message);
        Assert.Throws<ArgumentException>("training", () => CsvDataSetReader.ReadRegression(path, quantities));
        Assert.Throws<ArgumentException>("training", () => CsvDataSetReader.ReadRegression(path, classes));
    }

    [Fact]
    public void A_file_that_cannot_be_read()
    {
        string directory = Path.GetDirectoryName(_file.Path)!;
        string missing = Path.Combine(directory, "none", "such.csv");

        InvalidDataException fault =
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadClassification<double>(missing));
        Assert.Equal($"{missing}: expected a file, found none of this name.", fault.Message);
        Assert.IsType<DirectoryNotFoundException>(fault.InnerException);
        Assert.Equal(
            $"{_file.Path}: expected a file, found none of this name.",
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadRegression<double>(_file.Path)).Message);
        Assert.Equal(
            $"{directory}: expected a file, found a directory.",
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadClassification<double>(directory)).Message);
        Assert.Throws<ArgumentException>("path", () => CsvDataSetReader.ReadClassification<double>(""));
        Assert.Throws<ArgumentNullException>("path", () => CsvDataSetReader.ReadClassification<double>(null!));
    }

    [Fact]
    public void A_refused_file_is_closed_again()
    {
        AssertRefused(Header + "3,abc,b\n", "line 3, column 2 (x1): expected a number, found \"abc\"");
        AssertRefused("", "line 1: expected rows of numbers and labels, found an empty file");
        using FileStream alone = new(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(0, alone.Length);
    }

    [Fact]
    public void Any_bytes_give_a_data_set_or_a_message_of_one_line_that_names_the_file()
    {
        // Mostly characters that are common in CSV files, so that many cases get past the first cell.
        Gen<byte> bytes = Gen.Frequency(
            (6, Gen.Elements([.. "0123456789.-e"u8])),
            (4, Gen.Elements([.. ",\n"u8])),
            (1, Gen.Elements([.. "\"\r \tab"u8])),
            (1, ArbMap.Default.GeneratorFor<byte>().Where(value => value >= 0x80 || value < 0x20)));
        Gen<byte[]> any = Gen.ArrayOf(bytes);
        Gen<byte[]> files = Gen.OneOf(any, any.Select(tail => (byte[])[.. "1,2\n3,4\n"u8, .. tail]));
        int read = 0;
        Laws.Check(files.ToArbitrary(), content =>
        {
            string path = _file.Write(content);
            try
            {
                DataSet<double> data = CsvDataSetReader.ReadClassification<double>(path);
                read++;
                return data.Count > 0 && data.ClassCount > 1;
            }
            catch (InvalidDataException fault)
            {
                return fault.Message.StartsWith($"{path}, ") && !fault.Message.Any(char.IsControl);
            }
        }, 1000);
        Assert.NotEqual(0, read); // otherwise every case was refused
    }

    private void AssertRefused(string text, string problem, DataSet<double>? training = null) =>
        AssertRefused(Encoding.UTF8.GetBytes(text), problem, training);

    private void AssertRefused(byte[] bytes, string problem, DataSet<double>? training = null)
    {
        string path = _file.Write(bytes);
        InvalidDataException fault =
            Assert.Throws<InvalidDataException>(() => CsvDataSetReader.ReadClassification(path, training));
        Assert.Equal($"{path}, {problem}.", fault.Message);
    }
}
