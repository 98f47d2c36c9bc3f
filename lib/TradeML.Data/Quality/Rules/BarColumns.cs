using TradeML.Core.Contracts;

namespace TradeML.Data.Quality.Rules;

/// <summary>The columns of bars that are judged.</summary>
internal sealed class BarColumns(ColumnBatch batch)
{
    public DateOnly[] Dates { get; } = batch.Get<DateOnly[]>("date");

    public string?[] Symbols { get; } = batch.Get<string?[]>("symbol");

    public double[] Open { get; } = batch.Get<double[]>("open");

    public double[] High { get; } = batch.Get<double[]>("high");

    public double[] Low { get; } = batch.Get<double[]>("low");

    public double[] Close { get; } = batch.Get<double[]>("close");

    public double[] Volume { get; } = batch.Get<double[]>("volume");

    public double[]? Vwap { get; } = batch["vwap"] as double[];

    public bool SameBar(int a, int b) =>
        Open[a].Equals(Open[b]) && High[a].Equals(High[b]) && Low[a].Equals(Low[b]) && Close[a].Equals(Close[b])
            && Volume[a].Equals(Volume[b]);
}
