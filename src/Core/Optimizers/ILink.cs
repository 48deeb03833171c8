using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>One link of an update: a formula over a vector of parameters, written once and run at every width and precision.</summary>
/// <remarks>
/// Implement one of its kinds as a struct: <see cref="IUpdateRule"/>, <see cref="IGradientTransform"/> or <see cref="IUpdateTransform"/>.
/// The compiler fuses a whole chain into one pass over memory. A step calls <see cref="BeginStep"/> once, then for each run of
/// parameters <see cref="BeginRun"/> once and <see cref="Apply"/> for each vector of it. <see cref="Apply"/> may run on several
/// threads, each with a copy of the link. Members with a default body run only when an optimizer is made or reset, unless they say
/// otherwise.
/// </remarks>
public interface ILink
{
    /// <summary>Gets the number of values kept for each parameter.</summary>
    static virtual int SlotCount => 0;

    /// <summary>Gets the number of scalars kept from step to step; <see cref="StepContext{T}.Scalars"/> holds them.</summary>
    static virtual int ScalarCount => 0;

    /// <summary>Gets whether the link keeps <see cref="ExtraStateCount"/> values besides those of the slots.</summary>
    static virtual bool HasExtraState => false;

    /// <summary>Gets whether the link measures the whole gradient as the caller gave it. Such a link stands first in its chain.</summary>
    static virtual bool ReadsWholeGradient => false;

    /// <summary>Gets whether the link reads <see cref="StepContext{T}.Loss"/>.</summary>
    static virtual bool NeedsLoss => false;

    /// <summary>
    /// Gets the number of gradients that one step takes, each at the parameters that the previous phase left. In a chain every link
    /// acts in every phase.
    /// </summary>
    static virtual int PhaseCount => 1;

    /// <summary>Gets whether <see cref="GetEvaluationParameters"/> has a formula of its own.</summary>
    static virtual bool HasEvaluationParameters => false;

    /// <summary>Gets the number of values kept besides those of the slots, such as the rows and columns of a factored average.</summary>
    int ExtraStateCount => 0;

    /// <summary>Returns a slot's value before the first step, the same for every parameter.</summary>
    /// <param name="slot">0 … <see cref="SlotCount"/> - 1.</param>
    double GetInitialState(int slot) => 0;

    /// <summary>Returns a scalar before the first step.</summary>
    /// <param name="index">0 … <see cref="ScalarCount"/> - 1.</param>
    double GetInitialScalar(int index) => 0;

    /// <summary>Returns a value of the extra state before the first step.</summary>
    /// <param name="index">0 … <see cref="ExtraStateCount"/> - 1.</param>
    double GetInitialExtraState(int index) => 0;

    /// <summary>Returns name and hyperparameters. A saved optimizer is restored only by a rule of an equal description.</summary>
    Description Describe();

    /// <summary>Folds hyperparameters, learning rate and step into the few scalars that the formula needs.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="context">The step that begins.</param>
    void BeginStep<T>(in StepContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Prepares for the parameters from <paramref name="index"/> on, and returns where that run ends.</summary>
    /// <param name="index">The first parameter of the run.</param>
    /// <returns>The end of the run, above <paramref name="index"/>: <see cref="int.MaxValue"/> where all parameters are treated alike.</returns>
    int BeginRun(int index);

    /// <summary>Computes the formula: the transformed gradient, the update, or the transformed update.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameter">The parameters before the step.</param>
    /// <param name="input">The gradient; for a link behind the rule, the update.</param>
    /// <param name="slots">The state of these parameters, read and overwritten.</param>
    TVector Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>
    /// Computes the parameters to evaluate with, from hyperparameters and state alone: no step has begun. Called by
    /// <see cref="Optimizer{T}.CopyEvaluationParameters"/> where <see cref="HasEvaluationParameters"/> is true.
    /// </summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameter">The parameters of training.</param>
    /// <param name="slots">The state of these parameters, only read.</param>
    TVector GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => parameter;
}

/// <summary>The link that applies the learning rate: gradient in, update out. The update is <em>added</em> to the parameter.</summary>
public interface IUpdateRule : ILink;

/// <summary>A link before the rule: gradient in, gradient out.</summary>
public interface IGradientTransform : ILink;

/// <summary>A link behind the rule: update in, update out.</summary>
public interface IUpdateTransform : ILink;

/// <summary>A link that may stand on either side of the rule.</summary>
public interface ITransform : IGradientTransform, IUpdateTransform;
