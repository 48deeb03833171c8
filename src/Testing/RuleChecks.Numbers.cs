using SimdOptim.Optimizers;

namespace SimdOptim.Testing;

/// <content>The laws of overflow, of division by zero, and of hyperparameters.</content>
internal sealed partial class RuleChecks<T, TRule>
{
    private static readonly int _largestExponent = typeof(T) == typeof(float) ? 127 : 1023;

    private string? KeepsStateFinite(OptimizerCase run)
    {
        Optimizer<T, TRule> optimizer = Create(run);
        T[] parameters = run.Parameters<T>();
        for (int step = 1; step <= run.Steps && Array.TrueForAll(parameters, T.IsFinite); step++)
        {
            T[] gradients = run.Gradients<T>(step);
            for (int i = 0; i < gradients.Length; i++)
            {
                T scaled = T.ScaleB(gradients[i], ((i % 5) - 2) * _largestExponent / 2);
                gradients[i] = T.Clamp(i % 2 == 0 ? T.Abs(scaled) : scaled, -T.MaxValue, T.MaxValue);
            }

            optimizer.Step(parameters, gradients, OptimizerCase.Loss(step));
            string? fault = Fault.IfNotFinite(optimizer.State, $"state after step {step}")
                ?? Fault.IfNotFinite(optimizer.Scalars, $"scalars after step {step}");
            if (fault is not null) return fault;
        }

        return null;
    }

    private string? RestsAtZero(OptimizerCase run)
    {
        Optimizer<T, TRule> atZero = Create(run), elsewhere = Create(run);
        T[] zeros = new T[run.Length], parameters = run.Parameters<T>(), still = new T[run.Length];
        foreach (Optimizer<T, TRule> optimizer in new[] { atZero, elsewhere })
            optimizer.Restore(run.Cut, new T[optimizer.State.Length], optimizer.Scalars);
        for (int phase = 0; phase < TRule.PhaseCount; phase++)
        {
            atZero.Step(still, zeros, 0);
            elsewhere.Step(parameters, zeros, 0);
        }

        return Fault.IfValuesDiffer<T>(zeros, still, "parameters")
            ?? Fault.IfNotFinite<T>(parameters, "parameters") // not 0, so they may decay
            ?? Fault.IfNotFinite(elsewhere.State, "state");
    }

    private string? HasUsableDefault()
    {
        OptimizerCase run = OptimizerCase.One(37) with { Steps = 10 };
        Optimizer<T, TRule> unset, published;
        try
        {
            unset = Optimizer<T>.Create(default(TRule), run.Length, run.LearningRate);
        }
        catch (ArgumentException exception)
        {
            return Fault.Unless(exception.ParamName is not null, $"'{exception.Message}' must name an argument");
        }

        published = Optimizer<T>.Create(new TRule(), run.Length, run.LearningRate);
        T[] expected = run.Parameters<T>(), actual = run.Parameters<T>();
        run.Train(published, expected);
        run.Train(unset, actual);
        return published.Describe().FindDifference(unset.Describe())
            ?? Fault.IfBitsDiffer<T>(expected, actual, "parameters")
            ?? Fault.IfNotFinite<T>(actual, "parameters")
            ?? Fault.IfNotFinite(unset.State, "state");
    }

    private string? RefusesRounded(string hyperparameter, Func<double, TRule> create)
    {
        const double tiny = 1e-46; // 0 in float
        return Fault.UnlessRefused<ArgumentOutOfRangeException>(
            hyperparameter, () => Optimizer<T>.Create(create(tiny), 1, 1), $".{hyperparameter} must be large enough not to be 0 in Single");
    }
}
