using System.Diagnostics.Metrics;
using SimdOptim.Diagnostics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Diagnostics;

/// <summary>
/// Checks what a listener receives. No other tests run at the same time, because meters belong to the process.
/// </summary>
[Collection(nameof(AloneCollection))]
public class StepInstrumentsTests
{
    private readonly Dictionary<string, List<double>> _heard = [];

    [Fact]
    public void Steps_skipped_steps_and_durations_are_reported()
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam(), 2, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        float[] parameters = new float[2];
        using (Listen("SimdOptim"))
        {
            for (int step = 0; step < 3; step++) optimizer.Step(parameters, [1, 2]);
            optimizer.Step(parameters, [1, float.NaN]);
        }

        optimizer.Step(parameters, [1, 2]); // the listener is gone
        Assert.Equal(["simdoptim.step.duration", "simdoptim.steps", "simdoptim.steps.skipped"], _heard.Keys.Order());
        Assert.Equal([1, 1, 1], _heard["simdoptim.steps"]);
        Assert.Equal([1], _heard["simdoptim.steps.skipped"]);
        Assert.Equal(3, _heard["simdoptim.step.duration"].Count);
        Assert.All(_heard["simdoptim.step.duration"], seconds => Assert.InRange(seconds, 1e-9, 60));
    }

    [Fact]
    public void A_step_that_is_refused_with_an_exception_counts_as_skipped()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(default(Sgd), 1, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.Throw;
        using (Listen("SimdOptim")) Assert.Throws<NotFiniteNumberException>(() => optimizer.Step([1.0], [double.NaN]));
        Assert.Equal(["simdoptim.steps.skipped"], _heard.Keys);
    }

    [Fact]
    public void The_norm_is_measured_only_for_its_listener_and_before_clipping()
    {
        Optimizer<float> plain = Optimizer<float>.Create(default(Sgd), 2, 0.1);
        Optimizer<float> clipped =
            Optimizer<float>.Create(new ClipByGlobalNorm(1).Then(default(Sgd)), 2, 1);
        float[] parameters = new float[2], clippedParameters = new float[2];
        using (Listen("SimdOptim.Gradients"))
        {
            plain.Step(parameters, [3, 4]);
            clipped.Step(clippedParameters, [30, 40]);
        }

        Assert.Equal(["simdoptim.gradient.norm"], _heard.Keys);
        Assert.Equal([5, 50], _heard["simdoptim.gradient.norm"]);
        Assert.Equal([-0.6f, -0.8f], clippedParameters.Select(value => MathF.Round(value, 6)));
    }

    [Fact]
    public void A_listener_does_not_change_the_step()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(default(Sgd), 2, 1e-308);
        optimizer.NonFiniteGuard = NonFiniteGuard.Throw;
        double[] parameters = new double[2];
        using (Listen("SimdOptim.Gradients")) optimizer.Step(parameters, [1.5e308, 1.5e308]);
        Assert.Equal([double.PositiveInfinity], _heard["simdoptim.gradient.norm"]);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void The_clock_is_read_only_for_a_listener_of_durations()
    {
        Assert.Equal(0, StepInstruments.StartStep());
        using (Listen("SimdOptim.Gradients")) Assert.Equal(0, StepInstruments.StartStep());
        using (Listen("SimdOptim")) Assert.NotEqual(0, StepInstruments.StartStep());
    }

    [Fact]
    public void Nothing_is_allocated_with_or_without_listeners()
    {
        double sum = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name.StartsWith("SimdOptim", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => sum += value);
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
        listener.Start();
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam(), 77, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        float[] parameters = new float[77], good = new float[77], bad = [.. good[1..], float.NaN];
        long before = 0;
        for (int step = 0; step < 1100; step++)
        {
            if (step == 100) before = GC.GetAllocatedBytesForCurrentThread();
            optimizer.Step(parameters, step % 2 == 0 ? good : bad);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsNaN(sum)); // the norm of a bad gradient is reported too
    }

    private MeterListener Listen(string meter)
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == meter) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Assert.Equal(0, tags.Length);
        if (!_heard.TryGetValue(instrument.Name, out List<double>? values)) _heard.Add(instrument.Name, values = []);
        values.Add(value);
    }
}
