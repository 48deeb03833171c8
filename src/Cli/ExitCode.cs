namespace SimdOptim.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A fault of the program or of the machine, a training that diverged, or a check that failed.</summary>
    public const int Failure = 1;

    /// <summary>A fault in what was asked for, or in a file that was given; nothing has been written.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C, as shells count it: 128 + SIGINT.</summary>
    public const int Cancelled = 130;

    /// <summary>A request to end, as a service manager sends it: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
