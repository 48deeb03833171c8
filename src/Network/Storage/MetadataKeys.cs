namespace SimdOptim.Storage;

/// <summary>The names of the metadata of a file; all but <see cref="Format"/> begin with <see cref="Prefix"/>.</summary>
internal static class MetadataKeys
{
    public const string Prefix = "simdoptim.";

    /// <summary>The SHA-256 of the file, in which the 64 digits of this value are replaced by zeros.</summary>
    public const string Digest = Prefix + "sha256";

    /// <summary>By whose conventions tensors are named and shaped: <c>pt</c>, PyTorch's. Other libraries ask for it.</summary>
    public const string Format = "format";

    public const string Version = Prefix + "version";
    public const string Architecture = Prefix + "architecture";
    public const string Optimizer = Prefix + "optimizer";
    public const string Step = Prefix + "step";
    public const string SkippedSteps = Prefix + "skipped_steps";
    public const string Epoch = Prefix + "epoch";

    /// <summary>The steps of an epoch that was cancelled in its middle; else it is not there.</summary>
    public const string EpochStep = Prefix + "epoch_step";

    public const string Training = Prefix + "training.";

    /// <summary>The version of what is written today, and all that is read.</summary>
    public const string CurrentVersion = "1";
}
