using SimdOptim.Storage;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>The contents of a safetensors file.</summary>
internal static class FileReport
{
    private const int LongestText = 2000;

    public static void Write(Terminal terminal, SafetensorsFile file, DigestState digest)
    {
        IAnsiConsole console = terminal.CreateConsole();
        Table tensors = new Table().RoundedBorder().AddColumns("tensor", "type", "shape", "bytes");
        tensors.Columns[3].RightAligned();
        foreach (SafetensorsTensor tensor in file.Tensors)
            Row(tensors, tensor.Name, tensor.ElementType, tensor.ShapeText, Figures.Count(tensor.ByteCount));
        console.Write(tensors);
        if (file.Metadata.Count > 0)
        {
            Table metadata = new Table().RoundedBorder().AddColumns("metadata", "");
            foreach ((string key, string text) in file.Metadata) Row(metadata, key, text);
            console.Write(metadata);
        }

        terminal.Output.WriteLine(digest switch
        {
            DigestState.Correct => "digest ok: the file is as it was written",
            DigestState.Missing => "no digest: damage to the numbers cannot be seen",
            _ => "digest wrong: the file was damaged after it had been written",
        });
    }

    private static void Row(Table table, params ReadOnlySpan<string> cells)
    {
        List<Text> texts = [];
        foreach (string cell in cells) texts.Add(new Text(Shown(cell)));
        table.AddRow(texts);
    }

    /// <summary>A text from a file, with control characters escaped.</summary>
    private static string Shown(string text)
    {
        string shown = string.Concat(text.Take(LongestText).Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : $"{c}"));
        return text.Length > LongestText ? shown + "…" : shown;
    }
}
