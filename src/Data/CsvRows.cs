using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace SimdOptim.Data;

/// <summary>
/// The rows of a comma-separated file, each checked to be text of the right number of columns before it is handed out; every
/// fault becomes an <see cref="InvalidDataException"/> of one line that says where it is and what was expected.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    // Memory stays bounded whatever the file: a line is one row, and the reader's buffer never outgrows twice this.
    private const int MaximumLineBytes = 1 << 20;
    private const int MaximumNameLength = 40;

    private readonly string _path;
    private readonly CsvReader _reader;
    private string[]? _header;
    private bool _firstRowIsPending;

    private CsvRows(string path)
    {
        _path = path;
        _reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false, // it depends on what the first row holds
            AllowLineBreaksInQuotes = false, // else a quote that is never closed would swallow the file
            SkipEmptyLines = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = MaximumLineBytes,
        });
    }

    /// <summary>The names in the first row, or null if that holds a number.</summary>
    public IReadOnlyList<string>? Header => _header;

    public int ColumnCount { get; private set; }

    public long Line => _reader.LineNumber;

    /// <summary>Opens a file and reads its first row: a header if none of its cells is a number, otherwise data.</summary>
    public static CsvRows Open(string path, bool hasTarget = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CsvRows rows = Create(path);
        try
        {
            rows.ReadFirstRow(hasTarget);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        if (_firstRowIsPending)
        {
            _firstRowIsPending = false;
            return true;
        }

        if (!ReadLine()) return false;
        if (IsBlank())
        {
            long blank = Line;
            while (ReadLine())
            {
                if (!IsBlank()) throw Fault($"line {blank}", $"expected {ColumnCount} columns, found a blank line");
            }

            return false;
        }

        CheckCells();
        int count = _reader.FieldCount;
        if (count != ColumnCount) throw Fault(Math.Min(count, ColumnCount), $"expected {ColumnCount} columns, found {count}");
        return true;
    }

    public void RefuseColumnCountOtherThan(int expected)
    {
        if (ColumnCount != expected)
            throw Fault("line 1", $"expected {expected} columns as in the training set, found {ColumnCount}");
    }

    /// <summary>The number in a cell of the current row, rounded from double.</summary>
    public T Number<T>(int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_reader.IsEmpty(column)) throw Fault(column, "expected a number, found a blank cell");
        if (!TryNumber(column, out double number)) throw Fault(column, $"expected a number, found {Quoted(column)}");
        if (!double.IsFinite(number)) throw Fault(column, $"expected a finite number, found {Quoted(column)}");
        T rounded = T.CreateTruncating(number);
        return T.IsFinite(rounded)
            ? rounded
            : throw Fault(column, $"expected a number in the range of {typeof(T).Name}, found {Quoted(column)}");
    }

    public bool TryNumber(int column, out double number) =>
        double.TryParse(_reader.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>The text in a cell of the current row, not blank.</summary>
    public string Text(int column, string what) =>
        _reader.IsEmpty(column) ? throw Fault(column, $"expected {what}, found a blank cell") : _reader.GetString(column);

    /// <summary>What stands in a cell, fit for a message: quoted, on one line, not too long.</summary>
    public string Quoted(int column) => Quoted(_reader.GetString(column));

    public static string Quoted(string text) => FileFault.Quoted(text);

    public InvalidDataException Fault(int column, string problem) => Fault($"line {Line}, {Named(column)}", problem);

    /// <summary>A fault of a whole column.</summary>
    public InvalidDataException FaultOfColumn(int column, string problem) => Fault(Named(column), problem);

    public InvalidDataException Fault(string place, string problem) => FileFault.At(_path, place, problem);

    public void Dispose() => _reader.Dispose();

    private static CsvRows Create(string path)
    {
        try
        {
            return new CsvRows(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileFault.CannotOpen(path, fault);
        }
    }

    private void ReadFirstRow(bool hasTarget)
    {
        if (!ReadLine()) throw Fault("line 1", "expected rows of numbers and labels, found an empty file");
        if (IsBlank()) throw Fault("line 1", "expected a header or a row of numbers, found a blank line");
        CheckCells();
        ColumnCount = _reader.FieldCount;
        if (ColumnCount < 2 && hasTarget)
            throw Fault("line 1", "expected at least 2 columns separated by commas, the last one the target, found 1");
        for (int column = 0; column < ColumnCount; column++)
        {
            if (!TryNumber(column, out _)) continue;
            _firstRowIsPending = true;
            return;
        }

        string[] names = new string[ColumnCount];
        for (int column = 0; column < ColumnCount; column++) names[column] = Text(column, "a column name");
        _header = names;
    }

    private bool ReadLine()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException fault)
        {
            // Nothing else is left for it to refuse.
            throw Fault(
                $"line {fault.LineNumber}", $"expected at most {MaximumLineBytes} bytes in a line, found more");
        }
        catch (IOException fault)
        {
            throw FileFault.CannotRead(_path, fault);
        }
    }

    private bool IsBlank() => _reader.FieldCount == 1 && _reader.IsEmpty(0);

    private void CheckCells()
    {
        ReadOnlySpan<byte> line = _reader.Current.RawRecord;
        bool isText = !line.Contains((byte)0) && Utf8.IsValid(line);
        for (int column = 0; column < _reader.FieldCount; column++)
        {
            ReadOnlySpan<byte> cell = _reader.GetRawSpan(column).Trim(" \t"u8);
            if (!isText && (cell.Contains((byte)0) || !Utf8.IsValid(cell)))
                throw Fault(column, "expected text in UTF-8, found other bytes");
            if (IsQuotedRight(cell)) continue;
            string found = Quoted(Encoding.UTF8.GetString(cell));
            throw Fault(column, $"expected quotes only around a whole cell and doubled inside it, found {found}");
        }
    }

    private static bool IsQuotedRight(ReadOnlySpan<byte> cell)
    {
        if (!cell.Contains((byte)'"')) return true;
        if (cell.Length < 2 || cell[0] != '"' || cell[^1] != '"') return false;
        for (cell = cell[1..^1]; cell.IndexOf((byte)'"') is >= 0 and int quote; cell = cell[(quote + 2)..])
        {
            if (quote + 1 == cell.Length || cell[quote + 1] != '"') return false;
        }

        return true;
    }

    private string Named(int column) =>
        $"column {column + 1}" + (column < _header?.Length ? $" ({FileFault.Shown(_header[column], MaximumNameLength)})" : "");
}
