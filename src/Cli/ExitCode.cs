namespace SimdOptim.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The program or the machine failed, a training diverged, or a check failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line or an input file is wrong; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C, by the convention of shells: 128 + SIGINT.</summary>
    public const int Cancelled = 130;

    /// <summary>A request to end, as service managers send it: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}

/// <summary>The command line asks for something that cannot be done; the message is one line for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
