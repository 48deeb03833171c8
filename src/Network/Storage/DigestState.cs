namespace SimdOptim.Storage;

/// <summary>What the digest of a file says about the rest of it.</summary>
public enum DigestState
{
    /// <summary>The file has none; other programs write such files.</summary>
    Missing,

    /// <summary>The file is as it was written.</summary>
    Correct,

    /// <summary>The file was damaged after it had been written.</summary>
    Wrong,
}
