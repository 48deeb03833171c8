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
