using System.Globalization;
using SimdOptim.StepProbe;

// What a test cannot see in its own process, where other tests have compiled and allocated already.
return args switch
{
    ["warm"] => Compilation.PrintAfterWarmup(),
    ["cold"] => Compilation.RunBetweenMarks(),
    ["allocation", string steps, string batch, string inferences] => Allocation.Print(Read(steps), (int)Read(batch), Read(inferences)),
    _ => 2,
};

static long Read(string number) => long.Parse(number, CultureInfo.InvariantCulture);
