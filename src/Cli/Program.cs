using System.Runtime.InteropServices;
using SimdOptim.Cli;

using CancellationTokenSource cancellation = new();
int exitCodeOfSignal = ExitCode.Cancelled;
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ExitCode.Cancelled));
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ExitCode.Terminated));
int exitCode = Application.Run(args, Terminal.OfThisProcess(), cancellation.Token);
return exitCode == ExitCode.Cancelled ? exitCodeOfSignal : exitCode;

// The first signal lets the epoch at hand be finished, kept and reported, the second ends the program at once.
void End(PosixSignalContext signal, int exitCodeOfThis)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    if (signal.Cancel) exitCodeOfSignal = exitCodeOfThis;
    cancellation.Cancel();
}
