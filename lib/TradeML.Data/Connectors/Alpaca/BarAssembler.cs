using System.Globalization;
using TradeML.Core.Contracts;

namespace TradeML.Data.Connectors.Alpaca;

/// <summary>Puts the bars of all pages together: in order, once each, one batch a symbol.</summary>
/// <param name="contract">Contract of raw/equities_bars.</param>
/// <param name="stamps">Sessions by index.</param>
internal sealed class BarAssembler(TableContract contract, SessionStamps stamps)
{
    /// <summary>Sorts by symbol and session, merges identical copies and sets contradicting ones aside.</summary>
    /// <returns>The number of merged copies.</returns>
    public long Merge(List<ParsedBar> bars, IReadOnlyList<string> symbols, List<QuarantinedRow> quarantined)
    {
        if (IsOrdered(bars)) return 0;
        bars.Sort(static (a, b) => a.Symbol != b.Symbol ? a.Symbol.CompareTo(b.Symbol) : a.Session.CompareTo(b.Session));
        long merged = 0;
        var kept = 0;
        for (int i = 0, next; i < bars.Count; i = next)
        {
            var same = true;
            for (next = i + 1; next < bars.Count && bars[next].Symbol == bars[i].Symbol && bars[next].Session == bars[i].Session; next++)
                same &= bars[next].Equals(bars[i]);
            if (same)
            {
                merged += next - i - 1;
                bars[kept++] = bars[i];
                continue;
            }

            for (var k = i; k < next; k++)
                quarantined.Add(new QuarantinedRow(
                    "two different bars came for one session", symbols[bars[k].Symbol], stamps.Calendar[bars[k].Session].Date, Describe(bars[k]), "merged pages"));
        }

        bars.RemoveRange(kept, bars.Count - kept);
        return merged;
    }

    /// <summary>The rows of one symbol as a batch.</summary>
    public ColumnBatch Batch(ReadOnlySpan<ParsedBar> bars, string symbol, DateTime ingestedAt, string sourceName, string sourceUri)
    {
        var n = bars.Length;
        var (dates, ids, vendorStamps) = (new DateOnly[n], new string?[n], new DateTime[n]);
        var (open, high, low, close, volume, vwap) = (new double[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        var trades = new long?[n];
        for (var i = 0; i < n; i++)
        {
            ref readonly var bar = ref bars[i];
            dates[i] = stamps.Calendar.Days[bar.Session];
            ids[i] = stamps.Id(bar.Session);
            vendorStamps[i] = bar.Stamp;
            (open[i], high[i], low[i], close[i], volume[i], vwap[i]) = (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Vwap);
            trades[i] = bar.Trades >= 0 ? bar.Trades : null;
        }

        return new ColumnBatch(
            contract,
            new Dictionary<string, Array>
            {
                ["date"] = dates, ["symbol"] = Repeat<string?>(symbol, n), ["open"] = open, ["high"] = high, ["low"] = low, ["close"] = close, ["vwap"] = vwap,
                ["volume"] = volume, ["trades"] = trades, ["session_id"] = ids, ["ingested_at"] = Repeat(ingestedAt, n),
                ["source_name"] = Repeat<string?>(sourceName, n), ["source_uri"] = Repeat<string?>(sourceUri, n), ["vendor_ts"] = vendorStamps,
                ["api_version"] = Repeat<string?>("v2", n),
            },
            n);
    }

    private static T[] Repeat<T>(T value, int n)
    {
        var array = new T[n];
        Array.Fill(array, value);
        return array;
    }

    private static bool IsOrdered(List<ParsedBar> bars)
    {
        for (var i = 1; i < bars.Count; i++)
            if (bars[i].Symbol < bars[i - 1].Symbol || (bars[i].Symbol == bars[i - 1].Symbol && bars[i].Session <= bars[i - 1].Session)) return false;
        return true;
    }

    private static string Describe(in ParsedBar bar) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"t":"{{bar.Stamp:yyyy-MM-ddTHH:mm:ssZ}}","o":{{bar.Open:R}},"h":{{bar.High:R}},"l":{{bar.Low:R}},"c":{{bar.Close:R}},"v":{{bar.Volume:R}}}""");
}
