namespace SimdOptim.Experiments.Frame;

/// <summary>Follows the trainings of an experiment; several threads may call it at once.</summary>
public interface IExperimentProgress
{
    /// <summary>Begins to follow a training.</summary>
    /// <param name="training">The training's name.</param>
    /// <param name="epochs">The number of its epochs.</param>
    /// <returns>An action to be called with the number of epochs that are done.</returns>
    Action<int> Begin(string training, int epochs);
}
