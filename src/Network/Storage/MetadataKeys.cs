using System.Buffers;
using System.Text;

namespace SimdOptim.Storage;

/// <summary>The names of the library's metadata; all but <see cref="Format"/> begin with <see cref="Prefix"/>.</summary>
internal static class MetadataKeys
{
    public const string Prefix = "simdoptim.";

    /// <summary>The SHA-256 of the file with zeros in place of the 64 digits of this value.</summary>
    public const string Digest = Prefix + "sha256";

    /// <summary>Whose names and shapes the tensors have: <c>pt</c> for PyTorch. Other libraries read it.</summary>
    public const string Format = "format";

    public const string Version = Prefix + "version";
    public const string Architecture = Prefix + "architecture";
    public const string Optimizer = Prefix + "optimizer";
    public const string LearningRate = Prefix + "learning_rate";
    public const string Step = Prefix + "step";
    public const string SkippedSteps = Prefix + "skipped_steps";

    /// <summary>The phase of the step that the optimizer takes next.</summary>
    public const string Phase = Prefix + "phase";

    /// <summary>What must be the same when a training is resumed.</summary>
    public const string Training = Prefix + "training";

    public const string Epoch = Prefix + "epoch";

    /// <summary>The number of steps of an epoch that was cancelled; absent if none was.</summary>
    public const string EpochStep = Prefix + "epoch_step";

    public const string GoodStep = Prefix + "good_step";
    public const string GoodPhase = Prefix + "good_phase";

    /// <summary>The version of the files that are written.</summary>
    public const string CurrentVersion = "2";

    /// <summary>The version whose networks are the same; its optimizers and trainings were described by texts.</summary>
    public const string FirstVersion = "1";
}

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
