using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SimdOptim.Diagnostics;

/// <summary>
/// The metrics of the steps of all optimizers in the process. The meter is <c>SimdOptim</c>; metrics that need a pass over memory
/// are in <c>SimdOptim.Gradients</c>. Measurements have no tags, because tags would be allocated.
/// </summary>
internal static class StepInstruments
{
    public const string MeterName = "SimdOptim";
    public const string GradientMeterName = "SimdOptim.Gradients";

    private static readonly Meter _meter = new(MeterName);
    private static readonly Meter _gradientMeter = new(GradientMeterName);

    public static Counter<long> Steps { get; } = _meter.CreateCounter<long>("simdoptim.steps", "{step}", "Steps taken.");

    public static Counter<long> SkippedSteps { get; } = _meter.CreateCounter<long>(
        "simdoptim.steps.skipped", "{step}", "Steps skipped because the gradient was not finite.");

    public static Histogram<double> StepDuration { get; } = _meter.CreateHistogram<double>(
        "simdoptim.step.duration",
        "s",
        "The duration of a step.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1] });

    public static Histogram<double> GradientNorm { get; } = _gradientMeter.CreateHistogram<double>(
        "simdoptim.gradient.norm", "1", "The Euclidean norm of a step's gradient before clipping.");

    /// <summary>
    /// Returns the start time of a step, or 0 if no listener measures durations: reading the clock costs as much as a small step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long StartStep() => StepDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Counts a step and records its duration.</summary>
    /// <param name="start">The result of <see cref="StartStep"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StopStep(long start)
    {
        if (Steps.Enabled) Steps.Add(1);
        if (start != 0) StepDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
