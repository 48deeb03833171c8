using System.Globalization;
using SimdOptim.StepProbe;

// Measurements that need a process of their own, because other tests compile and allocate too.
return args switch
{
    ["warm"] => Compilation.PrintAfterWarmup(),
    ["cold"] => Compilation.RunBetweenMarks(),
    ["allocation", string steps, string batch, string inferences] => Allocation.Print(Read(steps), (int)Read(batch), Read(inferences)),
    _ => 2,
};

static long Read(string number) => long.Parse(number, CultureInfo.InvariantCulture);
