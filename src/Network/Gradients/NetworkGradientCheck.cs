using SimdOptim.Losses;

namespace SimdOptim.Gradients;

/// <summary>
/// Checks the gradients of a whole network, including its loss and its penalty, against finite differences of the cost. The
/// result names each parameter: <c>dense1.weight[3,7]</c> is the weight from input 3 to output 7.
/// </summary>
/// <remarks>
/// The cost is that of training: batch normalization uses the statistics of the batch, and dropout the masks of one step. The
/// cost is computed from the logits. Its differences are more accurate than those of the formula with <c>ln(1 - a)</c>, which
/// suffers from cancellation.
/// </remarks>
public static class NetworkGradientCheck
{
    /// <summary>Compares the gradients that a network computes with finite differences of its cost.</summary>
    /// <param name="network">
    /// The network. The check changes its parameters and buffers and restores them bit for bit at the end, also after an
    /// exception. No other thread may use the network meanwhile.
    /// </param>
    /// <param name="inputs"><c>[batch, InputCount]</c>, finite.</param>
    /// <param name="targets">The targets of the batch, as <paramref name="loss"/> specifies.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">The options; if null, central differences over all parameters.</param>
    /// <param name="l2Factor">
    /// λ/m of the L2 penalty <c>λ/(2m)·Σw²</c> of the weights, which is added to the cost; finite and not negative.
    /// </param>
    /// <param name="step">The number of training steps before this one, not negative. It determines the dropout masks.</param>
    /// <returns>The result. Values that are not finite do not throw; the result then reports them and does not pass.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The network has no parameters; a length, the batch or the loss does not fit; an input is not finite; or a target is not
    /// valid.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An option, <paramref name="l2Factor"/> or <paramref name="step"/> is outside its range, or the batch of a layer would
    /// exceed the longest array.
    /// </exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static GradientCheckResult Run(
        Network<double> network,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> targets,
        Loss<double> loss,
        GradientCheckOptions? options = null,
        double l2Factor = 0,
        long step = 0)
    {
        using NetworkObjective objective = CreateObjective(network, inputs, targets, loss, l2Factor, step);
        return Compare(network, objective, objective.ComputeGradients(), options);
    }

    /// <summary>Compares given gradients with finite differences of a network's cost.</summary>
    /// <param name="network">As for <see cref="Run"/>.</param>
    /// <param name="inputs"><c>[batch, InputCount]</c>, finite.</param>
    /// <param name="targets">The targets of the batch, as <paramref name="loss"/> specifies.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="gradients">The gradients to check, including those of the penalty: <c>[ParameterCount]</c>.</param>
    /// <param name="options">As for <see cref="Run"/>.</param>
    /// <param name="l2Factor">As for <see cref="Run"/>.</param>
    /// <param name="step">As for <see cref="Run"/>.</param>
    /// <inheritdoc cref="Run"/>
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
        using NetworkObjective objective = CreateObjective(network, inputs, targets, loss, l2Factor, step);
        Throw.IfLengthIsNot(network.ParameterCount, gradients);
        _ = objective.ComputeGradients(); // throws if the arguments do not fit each other
        return Compare(network, objective, gradients.ToArray(), options); // a copy: they may overlap network.Parameters
    }

    private static NetworkObjective CreateObjective(
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
