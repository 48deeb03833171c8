using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Contract;

/// <summary>
/// NAdam's momentum without its second moment: <c>μₜ = β·(1 - 0.96ᵗ/2), m = β·m + (1-β)·g,
/// p += -lr·(μₜ₊₁·m/(1 - Πμ₁…μₜ₊₁) + (1-μₜ)·g/(1 - Πμ₁…μₜ))</c>. The product is a scalar that lives across steps.
/// </summary>
public struct WarmNesterov(double beta) : IUpdateRule
{
    private double _average;
    private double _gradient;

    static int ILink.SlotCount => 1;

    static int ILink.ScalarCount => 2; // the product, and 0.96ᵗ

    public readonly Description Describe() => new("WarmNesterov") { { "beta", beta } };

    readonly double ILink.GetInitialScalar(int index) => 1;

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        Span<double> scalars = context.Scalars;
        double share = beta * (1 - (0.96 * scalars[1] / 2)), next = beta * (1 - (0.96 * 0.96 * scalars[1] / 2));
        scalars[0] *= share;
        scalars[1] *= 0.96;
        _average = -context.LearningRate * next / (1 - (scalars[0] * next));
        _gradient = -context.LearningRate * (1 - share) / (1 - scalars[0]);
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector average = (beta * slots.Load<TVector>(0)) + ((1 - beta) * input);
        slots.Store(0, average);
        return (_average * average) + (_gradient * input);
    }
}

/// <summary>Polyak's step: <c>p += -min(lr, f/‖g‖²)·g</c>.</summary>
public struct Polyak : IUpdateRule
{
    private double _negativeRate;

    static bool ILink.NeedsLoss => true;

    static bool ILink.ReadsWholeGradient => true;

    public readonly Description Describe() => new("Polyak");

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        double norm = context.GradientNorm;
        _negativeRate = norm > 0 ? -Math.Min(context.LearningRate, context.Loss / norm / norm) : 0;
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => _negativeRate * input;
}

/// <summary>
/// Schedule-free SGD (Defazio et al. 2024): <c>z -= lr·g, x += (z - x)/t</c>, trained at <c>y = (1-β)·z + β·x</c>, evaluated at x.
/// State: slot 0 is z - y, so that x is y before the first step.
/// </summary>
public struct ScheduleFree(double beta) : IUpdateRule
{
    private double _rate;
    private double _share;

    static int ILink.SlotCount => 1;

    static bool ILink.HasEvaluationParameters => true;

    public readonly Description Describe() => new("ScheduleFree") { { "beta", beta } };

    void ILink.BeginStep<T>(in StepContext<T> context) => (_rate, _share) = (context.LearningRate, 1.0 / context.Step);

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector step = _rate * input, distance = slots.Load<TVector>(0); // z - x is distance/β
        TVector update = (_share * (distance - (beta * step))) - ((1 - beta) * step);
        slots.Store(0, distance - step - update);
        return update;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots) =>
        parameter - ((1 - beta) / beta * slots.Load<TVector>(0));
}

/// <summary>
/// Sharpness-aware minimization (Foret et al. 2021) around a rule: the first phase climbs by <c>e = ρ·g/‖g‖</c>, the second goes back
/// and takes the rule's step by the gradient found there. State: slot 0 is e.
/// </summary>
public struct Sam<TRule>(TRule rule, double radius) : IUpdateRule
    where TRule : struct, IUpdateRule
{
    private TRule _rule = rule;
    private bool _climbs;
    private double _scale;

    static int ILink.SlotCount => 1 + TRule.SlotCount;

    static int ILink.ScalarCount => TRule.ScalarCount;

    static bool ILink.HasExtraState => TRule.HasExtraState;

    static bool ILink.ReadsWholeGradient => true;

    static bool ILink.NeedsLoss => TRule.NeedsLoss;

    static int ILink.PhaseCount => 2;

    static bool ILink.HasEvaluationParameters => TRule.HasEvaluationParameters;

    readonly int ILink.ExtraStateCount => _rule.ExtraStateCount;

    readonly double ILink.GetInitialState(int slot) => slot == 0 ? 0 : _rule.GetInitialState(slot - 1);

    readonly double ILink.GetInitialScalar(int index) => _rule.GetInitialScalar(index);

    readonly double ILink.GetInitialExtraState(int index) => _rule.GetInitialExtraState(index);

    public readonly Description Describe() => new("Sam") { { "rule", _rule.Describe() }, { "radius", radius } };

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _climbs = context.Phase == 0;
        if (_climbs) _scale = context.GradientNorm is var norm && norm > 0 ? radius / norm : 0;
        else _rule.BeginStep(context.Skip(1));
    }

    int ILink.BeginRun(int index) => _climbs ? int.MaxValue : _rule.BeginRun(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        if (_climbs)
        {
            TVector climb = _scale * input;
            slots.Store(0, climb);
            return climb;
        }

        TVector back = slots.Load<TVector>(0);
        return _rule.Apply(parameter - back, input, slots.Skip(1)) - back;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots) =>
        _rule.GetEvaluationParameters(parameter, slots.Skip(1));
}

/// <summary>
/// Adafactor's second moment (Shazeer and Stern 2018) of matrices: averages of g² by row and by column, whose product over the mean
/// stands for the average of each element: <c>p += -lr·g/√(r·c/mean(r) + ε)</c>. The layout says where the matrices lie.
/// </summary>
public struct Factored(ParameterLayout layout, double beta) : IUpdateRule
{
    private double _negativeRate;
    private int _row; // where the row's average lies in the extra state
    private int _columns; // where the average of parameter 0's column would lie

    static bool ILink.HasExtraState => true;

    readonly int ILink.ExtraStateCount => layout.Tensors.Sum(tensor => tensor.Rows + tensor.Columns);

    public readonly Description Describe() => new("Factored") { { "beta", beta } };

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _negativeRate = -context.LearningRate;
        Span<T> extra = context.ExtraState;
        for (int i = 0; i < extra.Length; i++) extra[i] *= T.CreateChecked(beta);
        int place = 0;
        for (int t = 0; t < layout.Tensors.Count; t++)
        {
            ParameterTensor tensor = layout.Tensors[t];
            for (int i = 0; i < tensor.Count; i++)
            {
                T gradient = context.Gradients[tensor.Offset + i], share = T.CreateChecked(1 - beta) * gradient * gradient;
                extra[place + (i / tensor.Columns)] += share;
                extra[place + tensor.Rows + (i % tensor.Columns)] += share;
            }

            place += tensor.Rows + tensor.Columns;
        }
    }

    int ILink.BeginRun(int index)
    {
        int place = 0;
        for (int t = 0; ; t++)
        {
            ParameterTensor tensor = layout.Tensors[t];
            if (index < tensor.Offset + tensor.Count)
            {
                int row = (index - tensor.Offset) / tensor.Columns, start = tensor.Offset + (row * tensor.Columns);
                (_row, _columns) = (place + row, place + tensor.Rows - start);
                return start + tensor.Columns;
            }

            place += tensor.Rows + tensor.Columns;
        }
    }

    // Sums of rows and columns, not means: over a whole row the factors between them are left out here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector product = TVector.Create(slots.GetExtra(_row)) * slots.LoadExtra<TVector>(_columns + slots.Index);
        return _negativeRate * input / (TVector.Sqrt(TVector.Sqrt(product)) + 1e-8);
    }
}

/// <summary>A transform that keeps one value of each sort, which begin at a number of its own and count the steps.</summary>
public struct Tagged(int tag) : ITransform
{
    static int ILink.SlotCount => 1;

    static int ILink.ScalarCount => 1;

    static bool ILink.HasExtraState => true;

    readonly int ILink.ExtraStateCount => tag;

    public readonly Description Describe() => new("Tagged") { { "tag", (long)tag } };

    readonly double ILink.GetInitialState(int slot) => 10 * tag;

    readonly double ILink.GetInitialScalar(int index) => 100 * tag;

    readonly double ILink.GetInitialExtraState(int index) => (1000 * tag) + index;

    readonly void ILink.BeginStep<T>(in StepContext<T> context)
    {
        if (context.Scalars.Length != 1 || context.ExtraState.Length != tag) throw new InvalidOperationException("not the link's own");
        if (context.GetSlot(0).Length != context.Parameters.Length) throw new InvalidOperationException("not all parameters");
        context.Scalars[0]++;
        foreach (ref T value in context.ExtraState) value++;
        foreach (ref T value in context.GetSlot(0)) value++;
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    // What the state has gained is added to x and taken off again, by way of the extra state.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector gained = slots.Load<TVector>(0) - TVector.Constant(10 * tag);
        TVector same = TVector.Create(slots.GetExtra(tag - 1)) - TVector.Constant((1000 * tag) + tag - 1);
        return input + (gained - same);
    }
}
