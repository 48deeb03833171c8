using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using nietras.SeparatedValues;

namespace SimdOptim.Data;

/// <summary>The rows of a comma-separated file. Faults are reported as <see cref="CsvDataSetReader"/> says.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int MaximumLineLength = 1 << 20;
    private const int MaximumNameLength = 40;

    // Replaces bytes that are not UTF-8. The usual replacement, U+FFFD, may stand in a valid file; U+FFFF is not a character.
    private const char Invalid = '\uFFFF';

    private static readonly Encoding _utf8 =
        Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback($"{Invalid}"));

    private readonly string _path;
    private readonly Stream _stream;
    private readonly List<Range> _quotedCells = []; // the cells of a row with quotes; Sep finds those of all others
    private readonly int _firstLine;
    private SepReader _reader = null!; // set before the first row is read
    private long _lineCount;
    private bool _firstRowIsPending;

    /// <summary>Opens a file and reads its first row.</summary>
    public CsvRows(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        try
        {
            _stream = File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileFault.CannotOpen(path, fault);
        }

        try
        {
            if (!MoveNext()) throw Fault("line 1", "expected rows of numbers and labels, found an empty file");
            CheckCells();
            _firstLine = Line;
            ColumnCount = CellCount;
            int[] columns = [.. Enumerable.Range(0, ColumnCount)];
            _firstRowIsPending = columns.Any(column => TryNumber(column, out _));
            if (!_firstRowIsPending) Header = Array.ConvertAll(columns, column => Text(column, "a column name"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The names in the first row, or null if one of its cells is a number.</summary>
    public string[]? Header { get; }

    public int ColumnCount { get; }

    public int Line { get; private set; }

    private int CellCount => _quotedCells.Count > 0 ? _quotedCells.Count : _reader.Current.ColCount;

    public void CheckColumnCount(bool isRight, string expected)
    {
        if (!isRight) throw Fault($"line {_firstLine}", $"expected {expected}, found {ColumnCount}");
    }

    /// <summary>Reads all rows: the first cells as features, the next one by a function of its column.</summary>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="readTarget">Reads the cell after the features.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <returns>[rowCount, featureCount]; the elements after these are unused.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T[] ReadAll<T>(int featureCount, Action<int> readTarget, out int rowCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The number of lines gives the capacity, because an array that grows takes three times the memory. A cell takes at least
        // two bytes of the file, which limits what a long header over short lines can ask for.
        long capacity = (_lineCount - (Header is null ? 0 : 1)) * featureCount;
        T[] features = new T[_lineCount == 0 ? 0 : Math.Min(capacity, (_stream.Length / 2) + 1)];
        rowCount = 0;
        for (int i = 0; Read(); rowCount++)
        {
            if (features.Length - i < featureCount)
                Array.Resize(ref features, (int)Math.Min(Array.MaxLength, (2L * features.Length) + featureCount));
            bool isQuoted = _quotedCells.Count > 0;
            for (int column = 0; column < featureCount; column++)
            {
                features[i++] = !isQuoted && TryShortNumber(_reader.Current[column].Span, out double number)
                    ? T.CreateTruncating(number)
                    : Number<T>(column);
            }

            readTarget(featureCount);
        }

        return rowCount > 0 ? features : throw Fault($"line {_firstLine + 1}", "expected a row of numbers, found only a header");
    }

    /// <summary>The number in a cell of the current row, parsed as double and rounded to T.</summary>
    public T Number<T>(int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!TryNumber(column, out double number))
            throw Fault(column, $"expected a number, found {(Cell(column).IsEmpty ? "a blank cell" : Quoted(column))}");
        T rounded = T.CreateTruncating(number);
        if (T.IsFinite(rounded)) return rounded;
        string expected = double.IsFinite(number) ? $"number in the range of {typeof(T).Name}" : "finite number";
        throw Fault(column, $"expected a {expected}, found {Quoted(column)}");
    }

    /// <summary>The text in a cell of the current row, not blank.</summary>
    public string Text(int column, string expected) =>
        Cell(column).IsEmpty ? throw Fault(column, $"expected {expected}, found a blank cell") : Text(column);

    public InvalidDataException Fault(int column, string problem) => Fault($"line {Line}, {Named(column)}", problem);

    public InvalidDataException FaultOfColumn(int column, string problem) => Fault(Named(column), problem);

    public void Dispose()
    {
        _reader?.Dispose(); // null if the first read failed
        _stream.Dispose();
    }

    private bool Read()
    {
        if (_firstRowIsPending)
        {
            _firstRowIsPending = false;
            return true;
        }

        if (!MoveNext()) return false;
        CheckCells();
        if (CellCount == ColumnCount) return true;
        throw Fault(Math.Min(CellCount, ColumnCount), $"expected {ColumnCount} columns, found {CellCount}");
    }

    /// <summary>Moves to the next line that is not blank, and finds its cells.</summary>
    private bool MoveNext()
    {
        try
        {
            _reader ??= StartReading();
            while (_reader.MoveNext())
            {
                Line++;
                _quotedCells.Clear();
                ReadOnlySpan<char> row = _reader.Current.Span;
                if (row.Contains('"')) SplitQuoted(row);
                if (CellCount > 1 || !Cell(0).IsEmpty || row.Length > MaximumLineLength) return true;
            }

            return false;
        }
        catch (IOException fault)
        {
            throw FileFault.CannotRead(_path, fault);
        }
    }

    // Quotes mean nothing to Sep here: one that is never closed would swallow the lines after it.
    private SepReader StartReading()
    {
        if (_stream is { CanSeek: true, Length: > 0 }) CountLines(); // not a pipe or device, which may have no end
        return Sep.New(',').Reader(options => options with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            DisableQuotesParsing = true,
            InitialBufferLength = 1 << 16,
        }).From(new LineLimiter(new StreamReader(_stream, _utf8, detectEncodingFromByteOrderMarks: false)));
    }

    // Counts lines that end in LF, blank ones too.
    private void CountLines()
    {
        byte[] buffer = new byte[1 << 14];
        bool isOpen = false;
        for (int length; (length = _stream.Read(buffer)) > 0; isOpen = buffer[length - 1] != '\n')
            _lineCount += buffer.AsSpan(0, length).Count((byte)'\n');
        if (isOpen) _lineCount++;
        _stream.Position = 0;
    }

    // A quote opens a quoted cell only where nothing but blanks stand before it, or doubles the closing quote.
    private void SplitQuoted(ReadOnlySpan<char> row)
    {
        bool isQuoted = false, mayOpen = true;
        for (int start = 0, i = 0; i <= row.Length; i++)
        {
            if (i == row.Length || (row[i] == ',' && !isQuoted))
            {
                _quotedCells.Add(start..i);
                (start, mayOpen) = (i + 1, true);
            }
            else if (row[i] == '"')
            {
                (isQuoted, mayOpen) = (mayOpen && !isQuoted, isQuoted);
            }
            else
            {
                mayOpen &= row[i] is ' ' or '\t';
            }
        }
    }

    private void CheckCells()
    {
        ReadOnlySpan<char> row = _reader.Current.Span;
        if (row.Length > MaximumLineLength)
            throw Fault($"line {Line}", $"expected at most {MaximumLineLength} characters in a line, found more");
        if (!row.ContainsAny('\0', Invalid, '"')) return;
        for (int column = 0; column < CellCount; column++)
        {
            ReadOnlySpan<char> cell = RawCell(column);
            if (cell.ContainsAny('\0', Invalid)) throw Fault(column, "expected text in UTF-8, found other bytes");
            if (!cell.Contains('"') || (cell is ['"', .. var inner, '"'] && !Unescaped(inner, "").Contains('"'))) continue;
            string found = FileFault.Quoted(cell.ToString());
            throw Fault(column, $"expected quotes only around a whole cell and doubled inside it, found {found}");
        }
    }

    private ReadOnlySpan<char> RawCell(int column)
    {
        SepReader.Row row = _reader.Current;
        return (_quotedCells.Count > 0 ? row.Span[_quotedCells[column]] : row[column].Span).Trim(" \t");
    }

    // Quotes inside are still doubled.
    private ReadOnlySpan<char> Cell(int column)
    {
        ReadOnlySpan<char> cell = RawCell(column);
        return cell is ['"', .. var inner, '"'] ? inner : cell;
    }

    private string Text(int column) => Unescaped(Cell(column), "\"");

    private static string Unescaped(ReadOnlySpan<char> cell, string quote) =>
        cell.ToString().Replace("\"\"", quote, StringComparison.Ordinal);

    private string Quoted(int column) => FileFault.Quoted(Text(column));

    private bool TryNumber(int column, out double number) =>
        double.TryParse(Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    // Parses an optional minus and up to 15 digits with or without a point, in a tenth of the time of double.TryParse. Digits and
    // power of ten are exact in double, so their quotient is rounded once and has the same bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryShortNumber(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        ReadOnlySpan<char> digits = text is ['-', ..] ? text[1..] : text;
        if (digits.Length is 0 or > 15) return false;
        long value = 0;
        int point = digits.Length;
        for (int i = 0; i < digits.Length; i++)
        {
            uint digit = (uint)digits[i] - '0';
            if (digit <= 9) value = (10 * value) + digit;
            else if (digits[i] == '.' && i > 0 && point == digits.Length) point = i;
            else return false;
        }

        ReadOnlySpan<double> powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];
        number = point < digits.Length ? value / powersOfTen[digits.Length - 1 - point] : value;
        if (digits.Length < text.Length) number = -number;
        return true;
    }

    private InvalidDataException Fault(string place, string problem) => FileFault.At(_path, place, problem);

    private string Named(int column) =>
        $"column {column + 1}" + (column < Header?.Length ? $" ({FileFault.Shown(Header[column], MaximumNameLength)})" : "");

    /// <summary>Ends the text where a line becomes too long, so that memory stays bounded whatever the file.</summary>
    private sealed class LineLimiter(StreamReader text) : TextReader
    {
        private int _lineLength;

        public override int Read(Span<char> buffer)
        {
            int count = text.Read(buffer[..Math.Min(buffer.Length, MaximumLineLength + 1 - _lineLength)]);
            int lineEnd = buffer[..count].LastIndexOfAny('\n', '\r');
            _lineLength = lineEnd < 0 ? _lineLength + count : count - lineEnd - 1;
            return count;
        }
    }
}
