using BenchmarkDotNet.Running;
using SimdOptim.Benchmarks;

if (args is ["fusion"])
{
    FusionReport.Write(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(FusionReport).Assembly).Run(args);
