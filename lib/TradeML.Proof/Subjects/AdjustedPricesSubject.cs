using TradeML.Data.Curation;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Subjects;

/// <summary>
/// Adjusted prices as of the cut: back-adjusted by the chain from bars and actions in the versions that were known
/// then. All of it is claimed to be known at the cut.
/// </summary>
public sealed class AdjustedPricesSubject : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => "adjusted prices as of the cut";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Bars, WorldTables.Actions];

    /// <inheritdoc/>
    public bool AnswersAsOf => true;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var bars = world[WorldTables.Bars].KnownBy(cut);
        var events = world.Find(WorldTables.Actions) is { } actions ? WorldActions.BySymbol(actions.KnownBy(cut)) : [];
        var close = bars.Number("close");
        double[] price = (double[])close.Clone(), total = (double[])close.Clone(),
            volume = (double[])bars.Number("volume").Clone();
        for (int row = 0, first = 0; row < bars.Rows; row++)
        {
            if (row + 1 < bars.Rows && bars.Symbol[row + 1] == bars.Symbol[row]) continue;
            if (events.TryGetValue(bars.Symbol[row], out var own))
            {
                var series = AdjustmentChain.Build(bars.Date.AsSpan(first..(row + 1)), close.AsSpan(first..(row + 1)),
                    own, SessionHours.DayOf(cut));
                for (var i = first; i <= row; i++)
                {
                    price[i] *= series.CumulativePrice[i - first];
                    total[i] *= series.CumulativeTotalReturn[i - first];
                    volume[i] *= series.CumulativeVolume[i - first];
                }
            }

            first = row + 1;
        }

        var known = new DateTime[bars.Rows];
        Array.Fill(known, cut);
        return [
            new("prices", bars.Symbol, bars.Date, known,
                [new("adj_close", price), new("tr_close", total), new("adj_volume", volume)])];
    }
}
