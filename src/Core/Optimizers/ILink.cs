using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// A link of an update: a formula over a vector of parameters, written once and run at every width and precision.
/// </summary>
/// <remarks>
/// Implement one of its kinds as a struct: <see cref="IUpdateRule"/>, <see cref="IGradientTransform"/> or
/// <see cref="IUpdateTransform"/>. The compiler fuses a whole chain into one pass over memory. A step calls
/// <see cref="BeginStep"/> once, then <see cref="BeginRun"/> once for each run of parameters, and <see cref="Apply"/> for each
/// vector in the run. <see cref="Slots{T}.Store"/> saturates, so that
/// no overflow stays in the state. <see cref="Apply"/> may run on several threads, each with a copy of the link. Members with a default body
/// are called only when an optimizer is created or reset, unless noted otherwise.
/// </remarks>
public interface ILink
{
    /// <summary>Gets the number of state values per parameter.</summary>
    static virtual int SlotCount => 0;

    /// <summary>Gets the number of scalars that are kept between steps, in <see cref="StepContext{T}.Scalars"/>.</summary>
    static virtual int ScalarCount => 0;

    /// <summary>Gets whether the link keeps <see cref="ExtraStateCount"/> values in addition to its slots.</summary>
    static virtual bool HasExtraState => false;

    /// <summary>
    /// Gets whether the link reads the whole gradient of the caller. Such a link must be the first in its chain.
    /// </summary>
    static virtual bool ReadsWholeGradient => false;

    /// <summary>Gets whether the link reads <see cref="StepContext{T}.Loss"/>.</summary>
    static virtual bool NeedsLoss => false;

    /// <summary>
    /// Gets the number of gradients that one step takes, each at the parameters after the previous phase. In a chain, every link
    /// runs in every phase.
    /// </summary>
    static virtual int PhaseCount => 1;

    /// <summary>
    /// Gets whether a finite input can give an infinite result. A chain replaces it by the largest finite number before a link that
    /// keeps state.
    /// </summary>
    static virtual bool CanOverflow => true;

    /// <summary>Gets whether the link implements <see cref="GetEvaluationParameters"/>.</summary>
    static virtual bool HasEvaluationParameters => false;

    /// <summary>
    /// Gets the number of state values in addition to the slots, such as the rows and columns of a factored average.
    /// </summary>
    int ExtraStateCount => 0;

    /// <summary>Returns the initial value of a slot, which is the same for every parameter.</summary>
    /// <param name="slot">0 … <see cref="SlotCount"/> - 1.</param>
    double GetInitialState(int slot) => 0;

    /// <summary>Returns the initial value of a scalar.</summary>
    /// <param name="index">0 … <see cref="ScalarCount"/> - 1.</param>
    double GetInitialScalar(int index) => 0;

    /// <summary>Returns an initial value of the extra state.</summary>
    /// <param name="index">0 … <see cref="ExtraStateCount"/> - 1.</param>
    double GetInitialExtraState(int index) => 0;

    /// <summary>
    /// Returns the name and the hyperparameters. A saved optimizer is restored only with a rule of equal description.
    /// </summary>
    Description Describe();

    /// <summary>Computes the scalars of the formula from the hyperparameters, the learning rate and the step.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="context">The step.</param>
    void BeginStep<T>(in StepContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Prepares for a run of parameters from <paramref name="index"/> on, and returns its end.</summary>
    /// <param name="index">The first parameter of the run.</param>
    /// <returns>
    /// The exclusive end of the run, above <paramref name="index"/>; <see cref="int.MaxValue"/> if all parameters are treated
    /// alike.
    /// </returns>
    int BeginRun(int index);

    /// <summary>Computes the formula: the transformed gradient, the update, or the transformed update.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameter">The parameters before the step.</param>
    /// <param name="input">The gradient, or, for a link after the rule, the update.</param>
    /// <param name="slots">The state of these parameters, read and overwritten.</param>
    TVector Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>
    /// Computes the parameters for evaluation from the hyperparameters and the state alone, without <see cref="BeginStep"/>.
    /// <see cref="Optimizer{T}.CopyEvaluationParameters"/> calls it if <see cref="HasEvaluationParameters"/> is true.
    /// </summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameter">The training parameters.</param>
    /// <param name="slots">The state of these parameters; read only.</param>
    TVector GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => parameter;
}

/// <summary>
/// A link that turns the gradient into an update with the learning rate. The update is <em>added</em> to the parameters.
/// </summary>
public interface IUpdateRule : ILink;

/// <summary>A link before the rule, which transforms the gradient.</summary>
public interface IGradientTransform : ILink;

/// <summary>A link after the rule, which transforms the update.</summary>
public interface IUpdateTransform : ILink;

/// <summary>A link that can be placed before or after the rule.</summary>
public interface ITransform : IGradientTransform, IUpdateTransform;
