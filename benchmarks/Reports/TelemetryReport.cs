using System.Diagnostics.Metrics;
using System.Globalization;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Diagnostics;
using SimdOptim.Optimizers;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// Measures the cost of telemetry: a step without a listener, a step that checks twice for a listener, and a step with a
/// listener.
/// </summary>
internal static class TelemetryReport
{
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(2);

    public static void Write()
    {
        Table table =
            Screen.CreateTable("ns a step, medians", ["no listener", "checked twice", "ratio", "listener", "ratio"]);
        foreach (int count in (ReadOnlySpan<int>)[1, 30, 1_000, 100_000])
        {
            Steps steps = new(count); // shared by all three: the placement of arrays makes more of a difference
            IReadOnlyList<Timing> timings = Contest.Run(
                [WithoutListener(steps), WithSecondCheck(steps), WithListener(steps)], _time);
            table.AddTexts(
                string.Create(CultureInfo.InvariantCulture, $"SGD, {count:#,0} floats"),
                Format(timings[0].Nanoseconds),
                Format(timings[1].Nanoseconds),
                Format(1 / timings[1].Ratio, "0.000"),
                Format(timings[2].Nanoseconds),
                Format(1 / timings[2].Ratio, "0.000"));
        }

        Screen.Create().Write(table);
    }

    private static InProcess WithoutListener(Steps steps)
    {
        return new InProcess("no listener", calls =>
        {
            for (int i = 0; i < calls; i++) steps.Take();
        });
    }

    private static InProcess WithSecondCheck(Steps steps)
    {
        return new InProcess("checked twice", calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                long start = StepInstruments.StartStep();
                if (StepInstruments.GradientNorm.Enabled) throw new InvalidOperationException("There must be no listener.");
                steps.Take();
                StepInstruments.StopStep(start);
            }
        });
    }

    private static InProcess WithListener(Steps steps)
    {
        double sum = 0;
        return new InProcess("listener", calls =>
        {
            using MeterListener listener = new()
            {
                InstrumentPublished = (instrument, self) =>
                {
                    if (instrument.Meter.Name == StepInstruments.MeterName) self.EnableMeasurementEvents(instrument);
                },
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
            listener.SetMeasurementEventCallback<double>((_, value, _, _) => sum += value);
            listener.Start();
            for (int i = 0; i < calls; i++) steps.Take();
        });
    }

    private static string Format(double value, string format = "0.0") => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed class Steps(int count)
    {
        private readonly float[] _parameters = SharedNumbers.Make(count, SharedNumbers.Inputs, offset: 0.5);
        private readonly float[] _gradients = SharedNumbers.Make(count, SharedNumbers.Targets, offset: 0.5);
        private readonly Optimizer<float> _optimizer = Optimizer<float>.Create(default(Sgd), count, learningRate: 1e-6);

        public void Take() => _optimizer.Step(_parameters, _gradients);
    }
}
