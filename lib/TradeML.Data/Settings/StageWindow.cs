using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>The half-open window of days that a stage wants of one dataset.</summary>
public sealed class StageWindow : ICheckedOptions
{
    /// <summary>First day, inclusive.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>End day, exclusive; null means up to today.</summary>
    public DateOnly? End { get; init; }

    /// <summary>
    /// Source of this dataset's rows, for example <c>alpaca_iex</c>; null means the stage's source for daily bars, and
    /// the routed vendor elsewhere.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Keys of this dataset: tickers, underliers or series ids; null means the stage's symbols.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (End <= Start)
            yield return ("end",
                $"'end' is {End:yyyy-MM-dd}; it must be after start ({Start:yyyy-MM-dd}), or absent for today.");
    }

    /// <summary>The end day of the window, exclusive.</summary>
    /// <param name="openEnd">Where a window without an end stops, exclusive: the day after the last session that has
    /// closed.</param>
    public DateOnly EndOr(DateOnly openEnd) => End ?? openEnd;
}
