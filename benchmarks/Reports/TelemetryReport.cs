using System.Diagnostics.Metrics;
using System.Globalization;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Diagnostics;
using SimdOptim.Optimizers;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// What it costs a step that it can be listened to: one that asks twice whether somebody listens, and one that is listened to,
/// beside one that nobody listens to.
/// </summary>
internal static class TelemetryReport
{
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(2);

    public static void Write()
    {
        Table table =
            Screen.CreateTable("ns a step, medians", ["nobody listens", "asked twice", "ratio", "listened to", "ratio"]);
        foreach (int count in (ReadOnlySpan<int>)[1, 30, 1_000, 100_000])
        {
            Steps steps = new(count); // one for all three: how arrays lie in memory makes more of a difference
            IReadOnlyList<Standing> standings = Contest.Run([Silent(steps), Twice(steps), Listened(steps)], _time);
            table.AddTexts(
                string.Create(CultureInfo.InvariantCulture, $"SGD, {count:#,0} floats"),
                Format(standings[0].Nanoseconds),
                Format(standings[1].Nanoseconds),
                Format(1 / standings[1].Ratio, "0.000"),
                Format(standings[2].Nanoseconds),
                Format(1 / standings[2].Ratio, "0.000"));
        }

        Screen.Create().Write(table);
    }

    private static InProcess Silent(Steps steps)
    {
        return new InProcess("nobody listens", calls =>
        {
            for (int i = 0; i < calls; i++) steps.Take();
        });
    }

    private static InProcess Twice(Steps steps)
    {
        return new InProcess("asked twice", calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                long start = StepInstruments.StartStep();
                if (StepInstruments.GradientNorm.Enabled) throw new InvalidOperationException("Nobody may listen.");
                steps.Take();
                StepInstruments.StopStep(start);
            }
        });
    }

    private static InProcess Listened(Steps steps)
    {
        double sum = 0;
        return new InProcess("listened to", calls =>
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
        private readonly Optimizer<float> _optimizer = Optimizer<float>.Create(default(Sgd<float>), count, learningRate: 1e-6);

        public void Take() => _optimizer.Step(_parameters, _gradients);
    }
}
