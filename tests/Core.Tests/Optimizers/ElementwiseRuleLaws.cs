using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>What rules promise besides that treat each parameter for itself, wherever it stands.</summary>
public abstract class ElementwiseRuleLaws<T, TRule> : UpdateRuleLaws<T, TRule>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    where TRule : struct, IUpdateRule
{
    [Fact]
    public void Pieces_give_the_bits_of_the_whole() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        T[] whole = run.Parameters<T>(), parameters = run.Parameters<T>();
        Train(Create(CreateRule(run.Hyper), run), run, whole);

        int[] bounds = [0, run.Place / 2, run.Place, run.Length];
        for (int piece = 1; piece < bounds.Length; piece++)
        {
            (int start, int length) = (bounds[piece - 1], bounds[piece] - bounds[piece - 1]);
            Optimizer<T> optimizer = Optimizer<T>.Create(CreateRule(run.Hyper), length, run.LearningRate);
            for (int step = 1; step <= run.Steps; step++)
                optimizer.Step(parameters.AsSpan(start, length), run.Gradients<T>(step).AsSpan(start, length));
        }

        return Difference.InBits<T>(whole, parameters, "parameters");
    });

    [Fact]
    public void A_bad_gradient_stays_with_its_parameter() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        if (run.Length == 0) return null;
        T[] expected = run.Parameters<T>();
        Optimizer<T, TRule> good = Create(CreateRule(run.Hyper), run);
        Train(good, run, expected);
        foreach (T value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.MaxValue })
        {
            Optimizer<T, TRule> bad = Create(CreateRule(run.Hyper), run);
            T[] parameters = run.Parameters<T>();
            for (int step = 1; step <= run.Steps; step++)
            {
                T[] gradients = run.Gradients<T>(step);
                if (step > run.Cut) gradients[run.Place] = value;
                bad.Step(parameters, gradients);
            }

            parameters[run.Place] = expected[run.Place];
            T[] state = bad.State.ToArray();
            for (int i = run.Place; i < state.Length; i += run.Length) state[i] = good.State[i];
            if (Difference.InBits<T>(expected, parameters, $"parameters beside {value}") is { } fault) return fault;
            if (Difference.InBits(good.State, state, $"state beside {value}") is { } stateFault) return stateFault;
        }

        return null;
    });
}
