using TradeML.Core.Time;
using TradeML.Data.Curation;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A panel as history could have seen it: every bar in the version that was known by the close of its own session, corporate actions that
/// were known by the close of their ex-date, shares, sectors and earnings dates as known at each close. What came later is left out.
/// </summary>
public static class WorldPanel
{
    /// <summary>Builds the panel.</summary>
    /// <param name="world">The world; it must have bars.</param>
    public static Panel Build(MarketWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var closes = new Dictionary<DateOnly, DateTime>();
        var all = world[WorldTables.Bars];
        var bars = all.Newest(row => CloseOf(closes, all.Date[row]));
        var sessions = bars.Date.ToHashSet().Order().ToArray();
        var indexOf = sessions.Index().ToDictionary(s => s.Item, s => s.Index);
        var (symbols, starts) = Ranges(bars.Symbol);
        var day = Array.ConvertAll(bars.Date, d => indexOf[d]);
        var (price, volume, total) = Steps(world, bars, symbols, starts, closes);
        var known = Array.ConvertAll(sessions, d => CloseOf(closes, d));
        var (sector, sectorNames) = bars.Texts.TryGetValue("sector", out var named) ? Codes(named) : Sectors(world, symbols, starts, day, sessions, known);
        var (industry, industryNames) = bars.Texts.TryGetValue("industry", out named) ? Codes(named) : (null, null);
        return Panel.Create(symbols, sessions, starts, day, new PanelColumns
        {
            Open = bars.Number("open"), High = bars.Number("high"), Low = bars.Number("low"), Close = bars.Number("close"), Volume = bars.Number("volume"),
            PriceStep = price, VolumeStep = volume, TotalReturnStep = total,
            SharesOutstanding = bars.Numbers.GetValueOrDefault("shares_outstanding") ?? Shares(world, symbols, starts, day, sessions, known),
            Sector = sector, SectorNames = sectorNames, Industry = industry, IndustryNames = industryNames,
            SessionsToEarnings = bars.Numbers.GetValueOrDefault("sessions_to_earnings") ?? Earnings(world, symbols, starts, day, sessions, known),
            SessionsSinceEarnings = bars.Numbers.GetValueOrDefault("sessions_since_earnings"),
        });
    }

    private static DateTime CloseOf(Dictionary<DateOnly, DateTime> closes, DateOnly day) =>
        closes.TryGetValue(day, out var close) ? close : closes[day] = SessionHours.Close(day);

    private static (string[] Symbols, int[] Starts) Ranges(string[] symbol)
    {
        var starts = Enumerable.Range(0, symbol.Length).Where(row => row == 0 || symbol[row] != symbol[row - 1]).ToArray();
        return (Array.ConvertAll(starts, row => symbol[row]), [.. starts, symbol.Length]);
    }

    /// <summary>Steps that the bars bring along, else those of the corporate actions.</summary>
    private static (double[]? Price, double[]? Volume, double[]? Total) Steps(
        MarketWorld world, WorldTable bars, string[] symbols, int[] starts, Dictionary<DateOnly, DateTime> closes)
    {
        if (bars.Numbers.TryGetValue("total_return_step", out var given))
            return (bars.Numbers.GetValueOrDefault("price_step"), bars.Numbers.GetValueOrDefault("volume_step"), given);
        if (world.Find(WorldTables.Actions) is not { } all) return (null, null, null);
        var actions = all.Newest(row => CloseOf(closes, all.Date[row]));
        var (price, volume, total) = (Ones(bars.Rows), Ones(bars.Rows), Ones(bars.Rows));
        var events = WorldActions.BySymbol(actions);
        for (var s = 0; s < symbols.Length; s++)
        {
            if (!events.TryGetValue(symbols[s], out var own)) continue;
            var range = starts[s]..starts[s + 1];
            var series = AdjustmentChain.Build(bars.Date.AsSpan(range), bars.Number("close").AsSpan(range), own.Where(e => e.ExDate > bars.Date[starts[s]]));
            series.VolumeStep.CopyTo(volume.AsSpan(range));
            series.TotalReturnStep.CopyTo(total.AsSpan(range));
            for (var i = range.Start.Value; i < range.End.Value; i++) price[i] = 1 / volume[i];
        }

        return (price, volume, total);
    }

    private static double[]? Shares(MarketWorld world, string[] symbols, int[] starts, int[] day, DateOnly[] sessions, DateTime[] known)
    {
        if (world.Find(WorldTables.Fundamentals) is not { } table || !table.Numbers.TryGetValue("shares", out var shares)) return null;
        return PerRow(table, symbols, starts, day, sessions, known, row => shares[row]);
    }

    private static (int[]? Codes, string[]? Names) Sectors(
        MarketWorld world, string[] symbols, int[] starts, int[] day, DateOnly[] sessions, DateTime[] known)
    {
        if (world.Find(WorldTables.Sectors) is not { } table) return (null, null);
        var text = table.Text("sector");
        var (coded, names) = Codes(text);
        var codes = PerRow(table, symbols, starts, day, sessions, known, row => coded![row]);
        return (Array.ConvertAll(codes, code => double.IsNaN(code) ? -1 : (int)code), names);
    }

    private static (int[]? Codes, string[]? Names) Codes(string?[] text)
    {
        var names = text.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var codes = names.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
        return (Array.ConvertAll(text, t => t is null ? -1 : codes[t]), names);
    }

    private static double[] PerRow(
        WorldTable table, string[] symbols, int[] starts, int[] day, DateOnly[] sessions, DateTime[] known, Func<int, double> value)
    {
        var (rows, result) = (AsOfRows.BySymbol(table), new double[day.Length]);
        Array.Fill(result, double.NaN);
        for (var s = 0; s < symbols.Length; s++)
        {
            if (!rows.TryGetValue(symbols[s], out var own)) continue;
            for (var row = starts[s]; row < starts[s + 1]; row++)
                if (own.Latest(sessions[day[row]], known[day[row]]) is >= 0 and var found) result[row] = value(found);
        }

        return result;
    }

    /// <summary>Sessions to the next report date that the newest known version of some quarter names.</summary>
    private static double[]? Earnings(MarketWorld world, string[] symbols, int[] starts, int[] day, DateOnly[] sessions, DateTime[] known)
    {
        if (world.Find(WorldTables.Earnings) is not { } table) return null;
        var (rows, report, result) = (AsOfRows.BySymbol(table), table.Number("report_day"), new double[day.Length]);
        Array.Fill(result, double.NaN);
        for (var s = 0; s < symbols.Length; s++)
        {
            if (!rows.TryGetValue(symbols[s], out var own)) continue;
            for (var row = starts[s]; row < starts[s + 1]; row++)
            {
                var today = sessions[day[row]].DayNumber;
                var next = own.Newest(known[day[row]]).Select(r => report[r]).Where(d => d >= today).DefaultIfEmpty(double.NaN).Min();
                if (!double.IsNaN(next)) result[row] = ExchangeCalendar.Xnys.Count(sessions[day[row]], DateOnly.FromDayNumber((int)next));
            }
        }

        return result;
    }

    private static double[] Ones(int length)
    {
        var ones = new double[length];
        Array.Fill(ones, 1.0);
        return ones;
    }
}
