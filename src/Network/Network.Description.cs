using System.Globalization;
using System.Text;

namespace SimdOptim;

/// <content>The network as text.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Describes the network in a table, in the invariant culture: a line for what comes in, one for each layer from input to
    /// output with its name, output shape and parameters, and the total; then the buffers, if there are any.
    /// </summary>
    public string Describe()
    {
        string[] names = LayerLayout.NamesOf(_layers);
        List<(string Name, string Shape, string Count)> rows =
        [
            ("layer", "output shape", "parameters"),
            ("input", Shape(InputCount), ""),
            .. _layers.Select((layer, i) => (names[i], Shape(layer.OutputCount), Number(layer.ParameterCount))),
            ("total", "", Number(ParameterCount)),
        ];

        (int nameWidth, int shapeWidth) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Shape.Length));
        int countWidth = rows.Max(row => row.Count.Length);
        StringBuilder text = new();
        foreach ((string name, string shape, string count) in rows)
        {
            string line = $"{name.PadRight(nameWidth)}  {shape.PadRight(shapeWidth)}  {count.PadLeft(countWidth)}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        if (_buffers.Length > 0) text.Append($"buffers: {Number(_buffers.Length)} values, learned without gradients\n");
        return text.ToString();

        static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
        static string Shape(int count) => string.Create(CultureInfo.InvariantCulture, $"[batch, {count}]");
    }

    /// <summary>Returns <see cref="Describe"/>.</summary>
    public override string ToString() => Describe();
}
