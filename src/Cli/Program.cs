using System.Runtime.InteropServices;
using SimdOptim.Cli;

// These have something to finish, to keep and to report; others end at once.
bool isInOrder = args is ["train" or "compare" or "reproduce" or "check-gradients" or "soak", ..];
int exitCodeOfSignal = ExitCode.Cancelled;
using CancellationTokenSource cancellation = new();
using PosixSignalRegistration interrupt =
    PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ExitCode.Cancelled));
using PosixSignalRegistration terminate =
    PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ExitCode.Terminated));
int exitCode = Application.Run(args, Terminal.OfThisProcess(), cancellation.Token);
return exitCode == ExitCode.Cancelled ? exitCodeOfSignal : exitCode;

// The first signal lets the step at hand be finished, or ends a check, the second ends the program at once.
void End(PosixSignalContext signal, int exitCodeOfThis)
{
    signal.Cancel = isInOrder && !cancellation.IsCancellationRequested;
    if (signal.Cancel) exitCodeOfSignal = exitCodeOfThis;
    cancellation.Cancel();
}
