using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TradeML.Data.Curation;

/// <summary>The curated content of one symbol: its factors, and a hash of each year's rows.</summary>
internal sealed record SymbolCuration(
    string Symbol, SymbolBars Bars, AdjustmentSeries Series, SortedDictionary<int, string> YearHashes)
{
    public static SymbolCuration Of(
        SymbolBars bars, IEnumerable<CorporateEvent> events, IReadOnlyList<DateOnly> handovers)
    {
        var series = HandedOverTicker.Build(bars.Days.Span, bars.Values[SymbolBars.Close].Span, [.. events], handovers);
        var hashes = new SortedDictionary<int, string>();
        var days = bars.Days.Span;
        for (var start = 0; start < days.Length;)
        {
            var end = start + 1;
            while (end < days.Length && days[end].Year == days[start].Year) end++;
            hashes[days[start].Year] = Hash(bars, series, start, end - start);
            start = end;
        }

        return new SymbolCuration(bars.Symbol, bars, series, hashes);
    }

    private static string Hash(SymbolBars bars, AdjustmentSeries series, int start, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(bars.Days.Span.Slice(start, count)));
        foreach (var values in bars.Values) hash.AppendData(MemoryMarshal.AsBytes(values.Span.Slice(start, count)));
        foreach (var factors in (double[][])
            [series.PriceStep, series.VolumeStep, series.TotalReturnStep, series.CumulativePrice,
                series.CumulativeVolume, series.CumulativeTotalReturn])
            hash.AppendData(MemoryMarshal.AsBytes(factors.AsSpan(start, count)));
        string? last = null;
        foreach (var source in bars.Sources.Span.Slice(start, count))
        {
            if (source != last) hash.AppendData(Encoding.UTF8.GetBytes(source + "\n"));
            last = source;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
