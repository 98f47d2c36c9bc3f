using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Queue;

/// <summary>A request to put a window into the queue.</summary>
/// <param name="Dataset">Logical dataset, for example <c>equities_eod</c>.</param>
/// <param name="Symbol">Ticker, or null for a dataset without symbols.</param>
/// <param name="Start">First day, included.</param>
/// <param name="End">Day after the last, excluded; later than <paramref name="Start"/>.</param>
/// <param name="Kind">Why it is asked for.</param>
/// <param name="Priority">Lane; smaller goes first. <see cref="TaskKinds.Priority"/> gives the usual one.</param>
public sealed record NewTask(string Dataset, string? Symbol, DateOnly Start, DateOnly End, TaskKind Kind, int Priority)
{
    /// <summary>A task in the usual lane of its kind inside the stage window.</summary>
    /// <param name="dataset">Logical dataset.</param>
    /// <param name="symbol">Ticker or null.</param>
    /// <param name="start">First day, included.</param>
    /// <param name="end">Day after the last, excluded.</param>
    /// <param name="kind">Why it is asked for.</param>
    public static NewTask Of(string dataset, string? symbol, DateOnly start, DateOnly end, TaskKind kind) =>
        new(dataset, symbol, start, end, kind, TaskKinds.Priority(kind));

    /// <summary>Throws when the window is empty or a name is missing.</summary>
    /// <exception cref="TradeMLException">Bad input: names the task.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Dataset) || Symbol is { Length: 0 } || End <= Start)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"A task needs a dataset, a symbol or none, and a window of at least one day; got '{Dataset}' "
                    + $"'{Symbol}' {Start:yyyy-MM-dd}..{End:yyyy-MM-dd}.");
    }
}
