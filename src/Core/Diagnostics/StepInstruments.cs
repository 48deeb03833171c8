using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Diagnostics;

/// <summary>
/// What can be measured of the steps of all optimizers in the process, under the meters <c>SimdOptim</c> and, for what costs a
/// pass over memory, <c>SimdOptim.Gradients</c>. No measurement has tags, for those would be allocated.
/// </summary>
internal static class StepInstruments
{
    public const string MeterName = "SimdOptim";
    public const string GradientMeterName = "SimdOptim.Gradients";

    private static readonly Meter _meter = new(MeterName);
    private static readonly Meter _gradientMeter = new(GradientMeterName);

    public static Counter<long> Steps { get; } = _meter.CreateCounter<long>("simdoptim.steps", "{step}", "Steps taken.");

    public static Counter<long> SkippedSteps { get; } = _meter.CreateCounter<long>(
        "simdoptim.steps.skipped", "{step}", "Steps refused, as the gradient was not finite.");

    public static Histogram<double> StepDuration { get; } = _meter.CreateHistogram<double>(
        "simdoptim.step.duration",
        "s",
        "The time a step took.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1] });

    public static Histogram<double> GradientNorm { get; } = _gradientMeter.CreateHistogram<double>(
        "simdoptim.gradient.norm", "1", "The Euclidean norm of a step's gradient, before any clipping.");

    /// <summary>
    /// Returns when a step began; or 0 if nobody asks how long it takes, for reading the clock costs as much as a small one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long StartStep() => StepDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Counts a step that was taken.</summary>
    /// <param name="start">What <see cref="StartStep"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StopStep(long start)
    {
        if (Steps.Enabled) Steps.Add(1);
        if (start != 0) StepDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
