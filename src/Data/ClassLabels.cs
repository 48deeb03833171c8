using System.Globalization;

namespace SimdOptim.Data;

/// <summary>
/// Maps labels to class indices: by value if they are numbers, so that 1 and 1.0 are one class, otherwise by text.
/// </summary>
internal sealed class ClassLabels
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly bool _known;
    private bool _numeric;
    private string _firstLabel = "";
    private int _firstLine;

    /// <summary>Starts with the classes of a training set, to which nothing is added, or with null and without classes.</summary>
    public ClassLabels(IReadOnlyList<string>? classNames)
    {
        if (classNames is null) return;
        _known = true;
        _numeric = classNames.All(name => TryNumber(name, out _));
        for (int i = 0; i < classNames.Count; i++) _indices.TryAdd(Canonical(classNames[i]), i);
    }

    /// <summary>Returns the class of the label in the current row. New classes are counted in order of appearance.</summary>
    public int Read(CsvRows rows, int column)
    {
        string label = rows.Text(column, "a label");
        if (!_known) CheckKind(rows, column, label);
        string name = Canonical(label);
        if (_indices.TryGetValue(name, out int index)) return index;
        if (_known)
        {
            string known = string.Join(", ", _indices.Keys.Take(5).Select(FileFault.Quoted)) + (_indices.Count > 5 ? ", …" : "");
            throw rows.Fault(
                column,
                $"expected one of the {_indices.Count} classes of the training set ({known}), found {FileFault.Quoted(label)}");
        }

        _indices.Add(name, _indices.Count);
        return _indices.Count - 1;
    }

    /// <summary>Sorts the classes: returns their names in ascending order and updates the indices that were read.</summary>
    public string[] Sort(Span<int> indices)
    {
        string[] names = [.. _indices.Keys];
        if (_numeric) Array.Sort(Array.ConvertAll(names, name => double.Parse(name, CultureInfo.InvariantCulture)), names);
        else Array.Sort(names, StringComparer.Ordinal);
        int[] ranks = new int[names.Length];
        for (int rank = 0; rank < names.Length; rank++) ranks[_indices[names[rank]]] = rank;
        foreach (ref int index in indices) index = ranks[index];
        return names;
    }

    // A single text label among numbers is more likely a typing error than a class.
    private void CheckKind(CsvRows rows, int column, string label)
    {
        bool isNumber = TryNumber(label, out double number);
        if (_indices.Count == 0) (_numeric, _firstLabel, _firstLine) = (isNumber, label, rows.Line);
        if (isNumber == _numeric && (!isNumber || double.IsFinite(number))) return;
        string expected = isNumber == _numeric ? "a finite number"
            : $"{(_numeric ? "a number" : "text")} like the label {FileFault.Quoted(_firstLabel)} on line {_firstLine}";
        throw rows.Fault(column, $"expected {expected}, found {FileFault.Quoted(label)}");
    }

    // Adding 0 turns -0 into 0.
    private string Canonical(string label) =>
        _numeric && TryNumber(label, out double number) ? (number + 0.0).ToString("R", CultureInfo.InvariantCulture) : label;

    private static bool TryNumber(string label, out double number) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
