using SimdOptim.Optimizers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>The same steps by the library and by hand: Adam alone, and clipping, Adam and decoupled decay in one pass.</summary>
public sealed class AdamSteps
{
    private const double LearningRate = 1e-3;
    private const double Limit = 0.3;
    private const double Decay = 0.01;

    private readonly float[] _gradients;
    private readonly float[][] _parameters;
    private readonly Optimizer<float> _adam;
    private readonly Optimizer<float> _chain;
    private readonly HandWrittenAdam _handAdam;
    private readonly HandWrittenAdam _handChain;

    public AdamSteps(int count)
    {
        Random random = new(1);
        _gradients = new float[count];
        for (int i = 0; i < count; i++) _gradients[i] = random.NextSingle() - 0.5f;
        _parameters = [new float[count], new float[count], new float[count], new float[count]];
        _adam = Optimizer<float>.Create(new Adam(), count, LearningRate);
        _chain = Optimizer<float>.Create(
            new ClipByValue(Limit).Then(new Adam()).Then(new DecoupledWeightDecay(Decay)),
            count,
            LearningRate);
        _handAdam = new HandWrittenAdam(count, (float)LearningRate);
        _handChain = new HandWrittenAdam(count, (float)LearningRate, (float)Limit, (float)Decay);
    }

    public void Adam() => _adam.Step(_parameters[0], _gradients);

    public void Chain() => _chain.Step(_parameters[1], _gradients);

    public void AdamByHand() => _handAdam.StepAdam(_parameters[2], _gradients);

    public void ChainByHand() => _handChain.StepChain(_parameters[3], _gradients);
}
