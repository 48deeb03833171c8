using BenchmarkDotNet.Running;
using SimdOptim.Benchmarks.Reports;
using SimdOptim.Benchmarks.Works;

switch (args)
{
    case ["compare"]:
        return Report(() => ComparisonReport.Write(jsonPath: null));
    case ["compare", "--json", string path]:
        return Report(() => ComparisonReport.Write(path));
    case ["fusion"]:
        return Report(FusionReport.Write);
    case ["guard"]:
        return Report(GuardReport.Write);
    case ["denormals"]:
        return Report(DenormalReport.Write);
    case ["linear"]:
        return Report(LinearReport.Write);
    case ["latency"]:
        return Report(LatencyReport.Write);
    case ["telemetry"]:
        return Report(TelemetryReport.Write);
    case [ColdStart.Argument, string kind, string start, .. string[] sizes]:
        ColdStart.RunChild(Console.Out, kind, start, sizes);
        return 0;
    case ["profile", .. string[] words]:
        return Report(() => ProfileLoop.Run(Console.Out, words));
    case ["compare" or "fusion" or "guard" or "latency" or "telemetry" or "denormals" or "linear", ..]:
        Console.Error.WriteLine(
            "error: expected compare [--json FILE], latency, profile [WORK], fusion, guard, telemetry, denormals, linear, "
            + "or BenchmarkDotNet options.");
        return 2;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(FusionReport).Assembly).Run(args);
        return 0;
}

static int Report(Action write)
{
    try
    {
        write();
        return 0;
    }
    catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DisagreementException)
    {
        Console.Error.WriteLine($"error: {fault.Message}");
        return 1;
    }
    catch (ArgumentException fault)
    {
        Console.Error.WriteLine($"error: {fault.Message}");
        return 2;
    }
}
