using System.Runtime.InteropServices;
using SimdOptim.Cli;

using CancellationTokenSource cancellation = new();
using PosixSignalRegistration registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, interrupt =>
{
    // The first Ctrl+C lets the epoch at hand be finished and reported, or ends a check, the second ends the program at once.
    interrupt.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
});
return Application.Run(args, Terminal.OfThisProcess(), cancellation.Token);
