using System.Runtime.InteropServices;
using SimdOptim.Cli;

// These commands finish a step, save and report when they are interrupted; the others end at once.
bool endsInOrder = args is ["train" or "compare" or "reproduce" or "check-gradients" or "soak", ..];
int exitCodeOfSignal = ExitCode.Cancelled;
using CancellationTokenSource cancellation = new();
using PosixSignalRegistration interrupt =
    PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ExitCode.Cancelled));
using PosixSignalRegistration terminate =
    PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ExitCode.Terminated));
int exitCode = Application.Run(args, Terminal.OfThisProcess(), cancellation.Token);
return exitCode == ExitCode.Cancelled ? exitCodeOfSignal : exitCode;

// The first signal cancels the command, the second ends the program at once.
void End(PosixSignalContext signal, int exitCodeOfIt)
{
    signal.Cancel = endsInOrder && !cancellation.IsCancellationRequested;
    if (signal.Cancel) exitCodeOfSignal = exitCodeOfIt;
    cancellation.Cancel();
}

internal sealed partial class Program
{
    public const string Name = "simdoptim";
}
