using System.Globalization;
using System.Text;

namespace SimdOptim;

/// <summary>
/// The exceptions about files, each an <see cref="InvalidDataException"/> of one line: the file, the place in it, what was expected.
/// </summary>
internal static class FileFault
{
    private const int MaximumQuotedLength = 40;
    private const int MaximumReasonLength = 200;

    /// <summary>Returns an exception about a place in a file.</summary>
    public static InvalidDataException At(string path, string place, string problem, Exception? cause = null) =>
        new($"{Shown(path)}, {place}: {problem}.", cause);

    /// <summary>Returns a text from a file for a message: quoted, on one line, shortened.</summary>
    public static string Quoted(string text) => $"\"{Shown(text, MaximumQuotedLength)}\"";

    public static string Shown(string text, int maximumLength = int.MaxValue)
    {
        StringBuilder shown = new();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, maximumLength)))
            _ = char.IsControl(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : shown.Append(c);
        return (text.Length > maximumLength ? shown.Append('…') : shown).ToString();
    }

    public static InvalidDataException CannotOpen(string path, Exception fault)
    {
        string problem = fault switch
        {
            _ when Directory.Exists(path) => "expected a file, found a directory",
            FileNotFoundException or DirectoryNotFoundException => "expected a file, found none of this name",
            UnauthorizedAccessException => "expected a file that may be read, found that access is denied",
            _ => $"expected a file that can be opened, found that it cannot: {Shown(fault.Message, MaximumReasonLength)}",
        };
        return new InvalidDataException($"{Shown(path)}: {problem}.", fault);
    }

    public static InvalidDataException CannotRead(string path, IOException fault) => new(
        $"{Shown(path)}: expected a file that can be read, found that it cannot: {Shown(fault.Message, MaximumReasonLength)}.",
        fault);
}
