using SimdOptim.Optimizers;
using SimdOptim.Tests.Broken;

namespace SimdOptim.Tests;

/// <summary>Each law of rules fails for a rule with the fault that it is there for.</summary>
public sealed class BrokenRuleTests
{
    [Theory]
    [InlineData(RuleFault.ReturnsNaN, "equals its textbook formula", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "reduces to AveragedMomentum", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "every vector width", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "every length", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "any number of threads", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "any split", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "a bad gradient", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "convex bowl", "they lead to NaN")]
    [InlineData(RuleFault.ReturnsNaN, "after a restore", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "a reset", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "a new rule and a new rate", "it is NaN")]
    [InlineData(RuleFault.ReturnsNaN, "a schedule", "it is NaN")]
    [InlineData(RuleFault.IsTooFast, "equals its textbook formula", "parameters[0] after step")]
    [InlineData(RuleFault.IsTooFast, "reduces to AveragedMomentum", "parameters[0]")]
    [InlineData(RuleFault.Climbs, "convex bowl", "must halve the height")]
    [InlineData(RuleFault.DropsTail, "every vector width", "parameters at")]
    [InlineData(RuleFault.ReadsOthers, "any split", "parameters[")]
    [InlineData(RuleFault.ReadsOthers, "a bad gradient", "parameters beside NaN")]
    [InlineData(RuleFault.KnowsLength, "any split", "parameters[")]
    [InlineData(RuleFault.CountsInField, "after a restore", "parameters[")]
    [InlineData(RuleFault.CountsInField, "a reset", "parameters[")]
    [InlineData(RuleFault.WritesBeside, "every length", "beside the state")]
    [InlineData(RuleFault.Allocates, "a step allocates nothing", "they allocate 24000 bytes")]
    [InlineData(RuleFault.Allocates, "a guarded step", "allocate")]
    [InlineData(RuleFault.DescribesSteps, "describes itself", "Faulty.steps")]
    [InlineData(RuleFault.Overflows, "no finite gradient", "must be finite")]
    [InlineData(RuleFault.DividesByState, "does not move", "it is NaN")]
    [InlineData(RuleFault.IsStuck, "every length", "InvalidOperationException")]
    public void A_fault_breaks_its_law(RuleFault fault, string property, string text)
    {
        foreach (string precision in new[] { "float", "double" })
        {
            Law law = LawsOf(fault).First(law => law.Name.Contains($"{precision}: ") && law.Name.Contains(property));
            LawBrokenException broken = Assert.Throws<LawBrokenException>(law.Check);
            Assert.Contains(text, broken.Fault);
        }
    }

    [Theory]
    [InlineData("the default value", "must be")]
    [InlineData("rounded to 0", "it did not throw")]
    public void What_a_rule_does_not_set_or_describe_breaks_a_law(string property, string text)
    {
        RuleLaws<UnsetRule> laws = RuleLaws.Of(_ => new UnsetRule()).RefusesRounded("scale", x => new UnsetRule(x));
        LawBrokenException broken = Assert.Throws<LawBrokenException>(laws.First(law => law.Name.Contains(property)).Check);
        Assert.Contains(text, broken.Fault);
    }

    [Fact]
    public void Every_law_holds_without_a_fault() => Assert.All(LawsOf(RuleFault.None), law => law.Check());

    [Fact]
    public void A_counterexample_is_small()
    {
        LawBrokenException broken = Assert.Throws<LawBrokenException>(
            LawsOf(RuleFault.IsTooFast).First(law => law.Name.Contains("textbook")).Check);
        Assert.StartsWith("OptimizerCase { Length = 1, Steps = ", broken.Counterexample);
    }

    private static RuleLaws<FaultyRule> LawsOf(RuleFault fault) => RuleLaws.Of(_ => new FaultyRule(fault), step =>
    {
        for (int i = 0; i < step.Parameters.Length; i++)
        {
            step.Slots[0][i] = (0.5 * step.Slots[0][i]) + (0.5 * step.Gradients[i]);
            step.Parameters[i] -= step.LearningRate * step.Slots[0][i];
        }
    }).ReducesTo(_ => new FaultyRule(fault), new AveragedMomentum(0.5));
}
