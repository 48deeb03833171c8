using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Training;

/// <summary>A rule of one's own: it writes down the gradients of every step and leaves the parameters as they are.</summary>
internal readonly struct GradientRecorder(List<double[]> steps) : IUpdateRule
{
    public Description Describe() => new("GradientRecorder");

    void ILink.BeginStep<T>(in StepContext<T> context) =>
        steps.Add(Array.ConvertAll(context.Gradients.ToArray(), double.CreateChecked));

    int ILink.BeginRun(int index) => int.MaxValue;

    TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => TVector.Constant(0);
}
