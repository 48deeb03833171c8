using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// One link of an update: a formula over a vector of parameters, written once and run at every width and precision.
/// </summary>
/// <remarks>
/// Implement one of its two kinds: <see cref="IUpdateRule{T}"/>, which applies the learning rate, or
/// <see cref="ITransform{T}"/>, which changes a gradient before the rule or an update after it. Implement it as a struct:
/// the compiler then fuses a whole chain of links into one pass over memory. A step is <see cref="BeginStep"/> once, then
/// for each run of parameters <see cref="BeginRun"/> once and <see cref="Apply{TVector}"/> for each vector of it.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILink<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the number of values the link keeps for each parameter.</summary>
    static abstract int SlotCount { get; }

    /// <summary>Returns the value of every parameter's <paramref name="slot"/> before the first step, usually zero.</summary>
    /// <param name="slot">0 … <see cref="SlotCount"/> - 1.</param>
    T GetInitialState(int slot);

    /// <summary>Folds hyperparameters, learning rate and step into the few scalars the formula needs, once a step.</summary>
    /// <param name="context">The step that begins.</param>
    void BeginStep(in StepContext<T> context);

    /// <summary>
    /// Makes the link ready for the parameters from <paramref name="index"/> on, and returns the index before which
    /// nothing changes: <see cref="int.MaxValue"/> unless the link leaves some parameters alone.
    /// </summary>
    /// <param name="index">The first parameter of the run.</param>
    int BeginRun(int index);

    /// <summary>The formula: returns the transformed gradient, the transformed update, or the update itself.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="parameter">The parameters, before the step.</param>
    /// <param name="input">The gradient; for a link behind the rule, the update.</param>
    /// <param name="slots">The state of these parameters, to be read and overwritten.</param>
    TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>;
}
