using SimdOptim.Optimizers;

namespace SimdOptim.Testing;

/// <summary>Creates the laws of an update rule or a chain, in float and in double.</summary>
public static class RuleLaws
{
    /// <summary>Creates the laws of an update rule or a chain. A transform is checked with <see cref="Sgd"/>.</summary>
    /// <typeparam name="TRule">The rule, or a chain.</typeparam>
    /// <param name="create">Creates the rule with usual hyperparameters.</param>
    /// <param name="textbook">The formula in plain double arithmetic; there is no law about it if it is null.</param>
    /// <param name="initialState">The textbook's state before the first step by draw and slot; 0 if null.</param>
    /// <param name="isElementwise">
    /// Whether each parameter is updated from its own gradients alone, wherever it stands; by default, whether the rule does not
    /// read the whole gradient.
    /// </param>
    /// <param name="bowlLearningRate">A learning rate at which 600 steps lead well down a convex bowl whose rim is at 4.</param>
    /// <param name="conditioning">By how much the formula's scalars magnify their rounding in double; 0 if null.</param>
    /// <example>
    /// <code>
    /// public static TheoryData&lt;Law&gt; Laws =&gt;
    /// [
    ///     .. RuleLaws.Of(draw =&gt; new Trace(draw.A).Then(new Sgd()), textbook: step =&gt;
    ///     {
    ///         for (int i = 0; i &lt; step.Parameters.Length; i++)
    ///         {
    ///             step.Slots[0][i] = (step.Draw.A * step.Slots[0][i]) + step.Gradients[i];
    ///             step.Parameters[i] -= step.LearningRate * step.Slots[0][i];
    ///         }
    ///     }).ReducesTo(_ =&gt; new Trace(0).Then(new Sgd()), new Sgd()),
    /// ];
    /// </code>
    /// </example>
    public static RuleLaws<TRule> Of<TRule>(
        Func<Draw, TRule> create,
        Action<TextbookStep>? textbook = null,
        Func<Draw, int, double>? initialState = null,
        bool? isElementwise = null,
        double bowlLearningRate = 0.01,
        Func<Draw, double>? conditioning = null)
        where TRule : struct, IUpdateRule => new(create)
        {
            Textbook = textbook,
            InitialState = initialState ?? ((_, _) => 0),
            IsElementwise = isElementwise ?? !TRule.ReadsWholeGradient,
            BowlLearningRate = bowlLearningRate,
            Conditioning = conditioning ?? (_ => 0),
        };
}

/// <summary>The laws of an update rule or a chain; <see cref="RuleLaws.Of"/> creates them.</summary>
/// <typeparam name="TRule">The rule, or a chain.</typeparam>
public sealed class RuleLaws<TRule> : LawSet
    where TRule : struct, IUpdateRule
{
    private readonly List<RuleLimit<TRule>> _limits = [];
    private readonly List<(string Name, Func<double, TRule> Create)> _rounded = [];

    internal RuleLaws(Func<Draw, TRule> create)
        : base(SubjectOf(create(Draw.Middle).Describe())) => Create = create;

    internal Func<Draw, TRule> Create { get; }

    internal Action<TextbookStep>? Textbook { get; init; }

    internal Func<Draw, int, double> InitialState { get; init; } = (_, _) => 0;

    internal bool IsElementwise { get; init; }

    internal double BowlLearningRate { get; init; }

    internal Func<Draw, double> Conditioning { get; init; } = _ => 0;

    internal IReadOnlyList<RuleLimit<TRule>> Limits => _limits;

    internal IReadOnlyList<(string Name, Func<double, TRule> Create)> Rounded => _rounded;

    /// <summary>Adds the law that the rule steps as another one under degenerate hyperparameters; +0 equals -0.</summary>
    /// <typeparam name="TLimit">The rule that it reduces to.</typeparam>
    /// <param name="degenerate">Creates the rule with those hyperparameters.</param>
    /// <param name="limit">The rule that it reduces to.</param>
    /// <param name="rateFactor">The limit's learning rate, as a multiple of the rule's.</param>
    /// <param name="ofAnyMagnitude">Whether it holds for gradients of any magnitude, not only of the parameters'.</param>
    /// <returns>These laws.</returns>
    public RuleLaws<TRule> ReducesTo<TLimit>(
        Func<Draw, TRule> degenerate, TLimit limit, double rateFactor = 1, bool ofAnyMagnitude = true)
        where TLimit : struct, IUpdateRule
    {
        _limits.Add(new RuleLimit<TRule, TLimit>(degenerate, limit, rateFactor, ofAnyMagnitude));
        return this;
    }

    /// <summary>
    /// Adds the law that an optimizer in float refuses a hyperparameter other than 0 that float rounds to 0. It holds for every
    /// hyperparameter that the rule describes.
    /// </summary>
    /// <param name="hyperparameter">The name of the hyperparameter in the description of the rule.</param>
    /// <param name="create">Creates the rule with a value of the hyperparameter.</param>
    /// <returns>These laws.</returns>
    public RuleLaws<TRule> RefusesRounded(string hyperparameter, Func<double, TRule> create)
    {
        _rounded.Add((hyperparameter, create));
        return this;
    }

    private protected override IEnumerable<Law> CreateLaws() =>
        [.. new RuleChecks<float, TRule>(this).CreateLaws(), .. new RuleChecks<double, TRule>(this).CreateLaws()];

    private static string SubjectOf(Description rule) => rule.Kind != "Chain"
        ? rule.Kind
        : string.Join(" → ", rule.Values.Select(link => ((Description)link.Value).Kind));
}

/// <summary>One step of a rule by its textbook formula, in plain double arithmetic.</summary>
public sealed class TextbookStep
{
    /// <summary>Gets the numbers that the hyperparameters are made of.</summary>
    public required Draw Draw { get; init; }

    /// <summary>Gets the number of the step, 1 for the first.</summary>
    public required long Step { get; init; }

    /// <summary>Gets the learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the loss of the step.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the gradients, <c>[parameters]</c>.</summary>
    public required double[] Gradients { get; init; }

    /// <summary>
    /// Gets the parameters to update in place, <c>[parameters]</c>. A parameter that rounding decides is set to NaN: it is not
    /// compared.
    /// </summary>
    public required double[] Parameters { get; init; }

    /// <summary>Gets the state to update in place, <c>[slots][parameters]</c>.</summary>
    public required double[][] Slots { get; init; }
}

/// <summary>A rule that another one reduces to.</summary>
internal abstract class RuleLimit<TRule>(Func<Draw, TRule> degenerate, string name, double rateFactor, bool ofAnyMagnitude)
    where TRule : struct, IUpdateRule
{
    public Func<Draw, TRule> Degenerate { get; } = degenerate;

    public string Name { get; } = name;

    public bool OfAnyMagnitude { get; } = ofAnyMagnitude;

    protected double RateFactor { get; } = rateFactor;

    public abstract Optimizer<T> Create<T>(int length, double learningRate)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
}

/// <inheritdoc/>
internal sealed class RuleLimit<TRule, TLimit>(Func<Draw, TRule> degenerate, TLimit limit, double rateFactor, bool ofAnyMagnitude)
    : RuleLimit<TRule>(degenerate, limit.Describe().Kind, rateFactor, ofAnyMagnitude)
    where TRule : struct, IUpdateRule
    where TLimit : struct, IUpdateRule
{
    public override Optimizer<T> Create<T>(int length, double learningRate) =>
        Optimizer<T>.Create(limit, length, RateFactor * learningRate);
}
