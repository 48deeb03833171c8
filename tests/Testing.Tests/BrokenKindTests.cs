using SimdOptim.Tests.Broken;

namespace SimdOptim.Tests;

/// <summary>Each law of layers and of the smaller kinds fails for a fault that it is there for.</summary>
public sealed class BrokenKindTests
{
    [Theory]
    [InlineData(LayerFault.HasWrongGradient, "the gradients are those of the outputs", "inputs")]
    [InlineData(LayerFault.ReturnsNaN, "the gradients are those of the outputs", "")]
    [InlineData(LayerFault.ReturnsNaN, "float agrees with double", "it is NaN")]
    [InlineData(LayerFault.ReturnsNaN, "a batch in pieces", "it is NaN")]
    [InlineData(LayerFault.ReturnsNaN, "padding", "it is NaN")]
    [InlineData(LayerFault.ReturnsNaN, "any number of threads", "it is NaN")]
    [InlineData(LayerFault.ReturnsNaN, "passes write only", "it is NaN")]
    [InlineData(LayerFault.ReadsPadding, "padding", "outputs with padding of 1[0]")]
    [InlineData(LayerFault.MixesSamples, "a batch in pieces", "outputs of")]
    [InlineData(LayerFault.WritesInputs, "passes write only", "output gradients[0]")]
    [InlineData(LayerFault.AccumulatesGradients, "passes write only", "parameter gradients")]
    [InlineData(LayerFault.LearnsInEvaluation, "passes write only", "buffers after an evaluation[0]")]
    [InlineData(LayerFault.IsCoarseInFloat, "float agrees with double", "outputs in float")]
    [InlineData(LayerFault.Allocates, "allocates nothing", "they allocate")]
    [InlineData(LayerFault.IsNotRegistered, "comes back from a file", "faulty")]
    [InlineData(LayerFault.KnowsThreads, "any number of threads", "outputs on three threads")]
    public void A_fault_of_a_layer_breaks_its_law(LayerFault fault, string property, string text) =>
        Breaks(LawsOf(fault), property, text);

    [Theory]
    [InlineData(ActivationFault.HasWrongDerivative, "the gradients are those of the outputs", "inputs")]
    [InlineData(ActivationFault.HidesNaN, "NaN stays NaN", "is a number")]
    [InlineData(ActivationFault.Overflows, "a finite input", "must be finite")]
    [InlineData(ActivationFault.Falls, "never falls", "it falls by")]
    [InlineData(ActivationFault.IsSteep, "a finite input", "")]
    [InlineData(ActivationFault.HasWrongFormula, "equals its formula", "outputs[0]")]
    public void A_fault_of_an_activation_breaks_its_law(ActivationFault fault, string property, string text) =>
        Breaks(LawsOf(fault), property, text);

    [Theory]
    [InlineData(OtherFault.HasWrongGradient, "the gradients are those of the cost", "outputs")]
    [InlineData(OtherFault.ReturnsNaN, "the gradients are those of the cost", "")]
    [InlineData(OtherFault.ReturnsNaN, "means over the samples", "it is NaN")]
    [InlineData(OtherFault.ReturnsNaN, "float agrees with double", "it is NaN")]
    [InlineData(OtherFault.IsSum, "means over the samples", "times the batch")]
    [InlineData(OtherFault.HidesNaN, "NaN is never hidden", "the cost is a number")]
    [InlineData(OtherFault.WritesOutputs, "only the gradients are written", "outputs[0]")]
    [InlineData(OtherFault.TakesAnyTarget, "refuses bad targets", "it did not throw")]
    [InlineData(OtherFault.IsCoarseInFloat, "float agrees with double", "the cost in float")]
    [InlineData(OtherFault.Allocates, "allocates nothing", "they allocate")]
    public void A_fault_of_a_loss_breaks_its_law(OtherFault fault, string property, string text) =>
        Breaks(LossLawsOf(fault), property, text);

    [Theory]
    [InlineData(OtherFault.ReturnsNaN, "equals its formula", "it is NaN")]
    [InlineData(OtherFault.ReturnsNaN, "in any order and twice", "it is NaN")]
    [InlineData(OtherFault.ReturnsNaN, "finite and not negative", "it is NaN")]
    [InlineData(OtherFault.ReturnsNaN, "never rises", "a rate rises")]
    [InlineData(OtherFault.ReturnsNaN, "delayed by n", "it is NaN")]
    [InlineData(OtherFault.CountsCalls, "in any order and twice", "read in reverse")]
    [InlineData(OtherFault.TakesNegativeIndex, "refuses a negative index", "it did not throw")]
    [InlineData(OtherFault.Rises, "never rises", "a rate rises")]
    [InlineData(OtherFault.IsNegative, "finite and not negative", "a rate is negative")]
    [InlineData(OtherFault.Allocates, "allocates nothing", "they allocate 2400 bytes")]
    public void A_fault_of_a_schedule_breaks_its_law(OtherFault fault, string property, string text) =>
        Breaks(ScheduleLawsOf(fault), property, text);

    [Theory]
    [InlineData(OtherFault.ReturnsNaN, "every weight is overwritten", "weights[0] must be finite")]
    [InlineData(OtherFault.LeavesHoles, "every weight is overwritten", "must be finite")]
    [InlineData(OtherFault.CountsCalls, "a seed decides everything", "weights drawn again")]
    [InlineData(OtherFault.IgnoresSeed, "other seeds", "two seeds have the same weights")]
    [InlineData(OtherFault.IsTooWide, "mean, variance", "the measured variance")]
    [InlineData(OtherFault.ReturnsNaN, "mean, variance", "it is NaN")]
    public void A_fault_of_an_initializer_breaks_its_law(OtherFault fault, string property, string text) =>
        Breaks(InitializerLawsOf(fault), property, text);

    [Theory]
    [InlineData(OtherFault.ReturnsNaN, "an element is 0 or 1/keep", "an element is neither in float")]
    [InlineData(OtherFault.ReturnsNaN, "a seed decides", "it is NaN")]
    [InlineData(OtherFault.IsScaledWrongly, "an element is 0 or 1/keep", "an element is neither in float")]
    [InlineData(OtherFault.CountsCalls, "drawn in any order", "mask")]
    [InlineData(OtherFault.IgnoresPlace, "a batch in pieces", "mask")]
    [InlineData(OtherFault.IgnoresLayer, "masks of their own", "two masks are equal")]
    [InlineData(OtherFault.IgnoresSeed, "masks of their own", "two masks are equal")]
    [InlineData(OtherFault.IgnoresKeep, "the probability to keep", "the number of kept elements")]
    [InlineData(OtherFault.IgnoresKeep, "keep = 1", "an element is not 1")]
    [InlineData(OtherFault.WritesBeside, "nothing beside the mask", "a neighbour has changed")]
    [InlineData(OtherFault.Allocates, "allocates nothing", "they allocate")]
    public void A_fault_of_a_mask_breaks_its_law(OtherFault fault, string property, string text) =>
        Breaks(MaskLawsOf(fault), property, text);

    [Fact]
    public void Every_law_holds_without_a_fault() => Assert.All(
        (Law[])
        [
            .. LawsOf(LayerFault.None), .. LawsOf(ActivationFault.None), .. LossLawsOf(OtherFault.None),
            .. ScheduleLawsOf(OtherFault.None), .. InitializerLawsOf(OtherFault.None), .. MaskLawsOf(OtherFault.None),
        ],
        law => law.Check());

    private static void Breaks(LawSet laws, string property, string text)
    {
        Law law = Assert.Single(laws, law => law.Name.Contains(property) && !law.Name.EndsWith("in double"));
        LawBrokenException broken = Assert.Throws<LawBrokenException>(law.Check);
        Assert.Contains(text, broken.Fault);
    }

    private static LayerLaws LawsOf(LayerFault fault) => new(
        (builder, value) => builder.Add(new FaultyLayer<float>(value.Inputs, fault)),
        (builder, value) => builder.Add(new FaultyLayer<double>(value.Inputs, fault)))
    {
        Kinds = fault == LayerFault.IsNotRegistered
            ? null
            : new NetworkKinds<float>().AddLayer("faulty", (count, _) => new FaultyLayer<float>(count, fault)),
    };

    private static ActivationLaws<FaultyActivation> LawsOf(ActivationFault fault) => new(_ => new FaultyActivation(fault))
    {
        Formula = (_, x) => x,
        Kinds = new NetworkKinds<float>().AddActivation("faulty", _ => new FaultyActivation(fault)),
    };

    private static LossLaws LossLawsOf(OtherFault fault) => new(
        _ => new FaultyLoss<float>(fault), _ => new FaultyLoss<double>(fault))
    {
        BadTargets = [double.NaN],
    };

    private static ScheduleLaws ScheduleLawsOf(OtherFault fault) => new(_ => new FaultySchedule(fault))
    {
        NeverRises = true,
        Formula = (_, index) => 1 / (1.0 + index),
    };

    private static InitializerLaws InitializerLawsOf(OtherFault fault) => new(_ => new FaultyInitializer(fault))
    {
        Variance = (_, _, _) => 1 / 3.0,
        Kurtosis = 1.8,
    };

    private static DropoutMaskLaws MaskLawsOf(OtherFault fault) => new(
        seed => new FaultyMask<float>(seed, fault), seed => new FaultyMask<double>(seed, fault))
    {
        DependsOnPositionAlone = true,
    };
}
