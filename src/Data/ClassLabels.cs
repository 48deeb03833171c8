using System.Globalization;

namespace SimdOptim.Data;

/// <summary>
/// Numbers the labels of a file: by their value if they are numbers, so that 1 and 1.0 are one class, otherwise by their text.
/// </summary>
internal sealed class ClassLabels
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly bool _known;
    private bool _numeric;
    private string _firstLabel = "";
    private long _firstLine;

    /// <summary>Labels that are to be learned from the file.</summary>
    public ClassLabels()
    {
    }

    /// <summary>Labels that are known beforehand, from the classes of a training set.</summary>
    public ClassLabels(IReadOnlyList<string> classNames)
    {
        _known = true;
        _numeric = classNames.All(name => TryNumber(name, out _));
        for (int i = 0; i < classNames.Count; i++) _indices.TryAdd(Canonical(classNames[i]), i);
    }

    /// <summary>The index of the label of the current row: of the class if they are known, else in order of appearance.</summary>
    public int Read(CsvRows rows, int column)
    {
        string label = rows.Text(column, "a label");
        if (!_known) CheckKind(rows, column, label);
        string name = Canonical(label);
        if (_indices.TryGetValue(name, out int index)) return index;
        if (_known)
        {
            string classes = string.Join(", ", _indices.Keys.Take(5).Select(CsvRows.Quoted)) + (_indices.Count > 5 ? ", …" : "");
            throw rows.Fault(
                column,
                $"expected one of the {_indices.Count} classes of the training set ({classes}), found {CsvRows.Quoted(label)}");
        }

        _indices.Add(name, _indices.Count);
        return _indices.Count - 1;
    }

    /// <summary>The names in ascending order, and the place that each index in order of appearance has among them.</summary>
    public (string[] Names, int[] Ranks) Sort()
    {
        string[] names = [.. _indices.Keys];
        if (_numeric) Array.Sort(names, (x, y) => Number(x).CompareTo(Number(y)));
        else Array.Sort(names, StringComparer.Ordinal);
        int[] ranks = new int[names.Length];
        for (int rank = 0; rank < names.Length; rank++) ranks[_indices[names[rank]]] = rank;
        return (names, ranks);
    }

    // A single text among numbers is far more likely a slip than a class.
    private void CheckKind(CsvRows rows, int column, string label)
    {
        bool isNumber = TryNumber(label, out double number);
        if (_indices.Count == 0)
        {
            _numeric = isNumber;
            _firstLabel = CsvRows.Quoted(label);
            _firstLine = rows.Line;
        }

        string found = CsvRows.Quoted(label);
        if (isNumber != _numeric)
        {
            string expected = _numeric ? "a number" : "text";
            throw rows.Fault(column, $"expected {expected} like the label {_firstLabel} on line {_firstLine}, found {found}");
        }

        if (isNumber && !double.IsFinite(number)) throw rows.Fault(column, $"expected a finite number, found {found}");
    }

    // Adding 0 makes -0 the 0 that it equals.
    private string Canonical(string label) =>
        _numeric && TryNumber(label, out double number) ? (number + 0.0).ToString("R", CultureInfo.InvariantCulture) : label;

    private static double Number(string name) => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool TryNumber(string label, out double number) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
