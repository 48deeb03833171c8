using System.Buffers;
using System.Text;

namespace SimdOptim.Storage;

/// <summary>Checks the texts that a caller saves in a file beside those of the library.</summary>
internal static class CallersMetadata
{
    private const int MostCharacters = 10_000_000; // fit into a header even if all are escaped

    /// <summary>Refuses names of the library, and texts that could not be read again.</summary>
    public static void Refuse(IReadOnlyDictionary<string, string>? metadata)
    {
        long length = 0;
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
        {
            if (key == MetadataKeys.Format || key.StartsWith(MetadataKeys.Prefix, StringComparison.Ordinal))
                throw Fault($"leave {MetadataKeys.Format} and {MetadataKeys.Prefix}… to the library; it has {key}");
            if (value is null) throw Fault($"have a text for each name; {key} has null");
            if (!IsText(key) || !IsText(value))
                throw Fault($"be text that UTF-8 can hold; {FileFault.Quoted(key)} has half of a surrogate pair");
            length += key.Length + value.Length;
        }

        if (length > MostCharacters) throw Fault($"have at most {MostCharacters} characters; they have {length}");

        static ArgumentException Fault(string problem) => new($"metadata must {problem}.", nameof(metadata));
    }

    private static bool IsText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done) return false;
            text = text[length..];
        }

        return true;
    }
}
