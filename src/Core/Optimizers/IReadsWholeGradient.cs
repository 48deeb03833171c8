namespace SimdOptim.Optimizers;

/// <summary>Says of a link whether it measures the whole gradient as the caller gave it, and so has to stand first.</summary>
internal interface IReadsWholeGradient
{
    bool ReadsWholeGradient { get; }
}
