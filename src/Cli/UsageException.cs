namespace SimdOptim.Cli;

/// <summary>Something that was asked for cannot be done; the message is one line for whoever asked.</summary>
internal sealed class UsageException(string message) : Exception(message);
