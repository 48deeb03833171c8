using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

public class TrainingHistoryTests
{
    [Fact]
    public void An_empty_history_has_no_last_epoch()
    {
        TrainingHistory history = new(3);
        Assert.Equal(0, history.Count);
        Assert.True(history.Epochs.IsEmpty);
        Assert.Throws<InvalidOperationException>(() => history.Last);
    }
}
