using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Training;

/// <summary>A rule of one's own: it writes down the gradients of every step and leaves the parameters as they are.</summary>
internal readonly struct GradientRecorder(List<double[]> steps) : IUpdateRule<double>
{
    public static int SlotCount => 0;

    public double GetInitialState(int slot) => 0;

    public void BeginStep(in StepContext<double> context) => steps.Add(context.Gradients.ToArray());

    public int BeginRun(int index) => int.MaxValue;

    public TVector Apply<TVector>(TVector parameter, TVector input, Slots<double> slots)
        where TVector : struct, ISimdVector<TVector, double> => TVector.Constant(0);
}
