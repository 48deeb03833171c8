using SimdOptim.Losses;

namespace SimdOptim.Gradients;

/// <summary>
/// Checks the gradients of a whole network, its loss and its penalty included, against differences of the cost:
/// <see cref="GradientCheck"/> with the parameters by their names, <c>dense1.weight[3,7]</c> being that from input 3 to output 7.
/// </summary>
/// <remarks>
/// The cost is that of training: a batch normalization takes the batch's own statistics, and dropout the masks of one step. It is
/// computed from the logits, so its differences are closer than those of the formula with <c>ln(1 - a)</c>, which cancels.
/// </remarks>
public static class NetworkGradientCheck
{
    /// <summary>Compares the gradients that a network computes with the differences of its cost.</summary>
    /// <param name="network">
    /// The network. No other thread may use it meanwhile, for its parameters and buffers are changed; in the end, and also if
    /// something throws, they are as they were, bit for bit.
    /// </param>
    /// <param name="inputs"><c>[batch, InputCount]</c>, finite.</param>
    /// <param name="targets">The targets of the batch: what <paramref name="loss"/> says.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">How to check; central differences over all parameters if null.</param>
    /// <param name="l2Factor">
    /// λ/m of the L2 penalty <c>λ/(2m)·Σw²</c> on weights, which is added to the cost; finite and not negative.
    /// </param>
    /// <param name="step">The number of training steps taken before, not negative, which decides what masks are drawn.</param>
    /// <returns>The figures. Values that are not finite do not throw: the result says so, and does not pass.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The network has no parameters, a length, the batch or the loss does not fit, an input is not finite, or a target is none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An option, <paramref name="l2Factor"/> or <paramref name="step"/> is outside its range, or the batch of a layer would
    /// exceed the longest array.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GradientCheckResult Run(
        Network<double> network,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> targets,
        Loss<double> loss,
        GradientCheckOptions? options = null,
        double l2Factor = 0,
        long step = 0)
    {
        using NetworkObjective objective = Borrow(network, inputs, targets, loss, l2Factor, step);
        return Compare(network, objective, objective.ComputeGradients(), options);
    }

    /// <summary>Compares gradients from elsewhere with the differences of a network's cost.</summary>
    /// <param name="network">As for <see cref="Run"/>.</param>
    /// <param name="inputs"><c>[batch, InputCount]</c>, finite.</param>
    /// <param name="targets">The targets of the batch: what <paramref name="loss"/> says.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="gradients">The gradients to be judged, those of the penalty included: <c>[ParameterCount]</c>.</param>
    /// <param name="options">As for <see cref="Run"/>.</param>
    /// <param name="l2Factor">As for <see cref="Run"/>.</param>
    /// <param name="step">As for <see cref="Run"/>.</param>
    /// <returns>The figures. Values that are not finite do not throw: the result says so, and does not pass.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The network has no parameters, a length, the batch or the loss does not fit, an input is not finite, or a target is none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An option, <paramref name="l2Factor"/> or <paramref name="step"/> is outside its range, or the batch of a layer would
    /// exceed the longest array.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GradientCheckResult Judge(
        Network<double> network,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> targets,
        Loss<double> loss,
        ReadOnlySpan<double> gradients,
        GradientCheckOptions? options = null,
        double l2Factor = 0,
        long step = 0)
    {
        using NetworkObjective objective = Borrow(network, inputs, targets, loss, l2Factor, step);
        Throw.IfLengthIsNot(network.ParameterCount, gradients);
        _ = objective.ComputeGradients(); // refuses what does not fit
        return Compare(network, objective, gradients.ToArray(), options); // a copy, should they lie in the parameters
    }

    private static NetworkObjective Borrow(
        Network<double> network,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> targets,
        Loss<double> loss,
        double l2Factor,
        long step)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.ParameterCount == 0)
            throw new ArgumentException("network must have parameters; it has none.", nameof(network));
        Throw.IfNegativeOrNotFinite(l2Factor);
        return new NetworkObjective(network, inputs, targets, loss, l2Factor, step);
    }

    private static GradientCheckResult Compare(
        Network<double> network, NetworkObjective objective, double[] gradients, GradientCheckOptions? options)
    {
        NamedTensor[] tensors = [.. network.Layout.Tensors.Select(t => new NamedTensor(t.Name, t.Offset, t.Rows, t.Columns))];
        return GradientCheck.Run(objective.Measure, objective.Parameters, gradients, options, tensors);
    }
}
