namespace SimdOptim.Storage;

/// <summary>Whether a file matches its digest.</summary>
public enum DigestState
{
    /// <summary>The file has no digest; other programs write such files.</summary>
    Missing,

    /// <summary>The file matches its digest.</summary>
    Correct,

    /// <summary>The file does not match its digest: it was damaged.</summary>
    Wrong,
}
