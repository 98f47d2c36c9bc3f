namespace TradeML.Cli;

/// <summary>Progress told on the thread that reports it, in its order.</summary>
/// <typeparam name="T">What is reported.</typeparam>
/// <param name="report">Receives it.</param>
internal sealed class InlineProgress<T>(Action<T> report) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => report(value);
}
