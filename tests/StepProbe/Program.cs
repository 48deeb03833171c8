using SimdOptim.StepProbe;

// What a test cannot see in its own process, where other tests have compiled and allocated already.
return args switch
{
    ["warm"] => Compilation.PrintAfterWarmup(),
    ["cold"] => Compilation.RunBetweenMarks(),
    _ => 2,
};
