using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Ops.Gate;

namespace TradeML.Ops.Reports;

/// <summary>Says how far the lake holds names that no longer trade: against a point-in-time membership list where there is one.</summary>
internal static class SurvivorshipReader
{
    private const string Members = "reference/index_membership";
    private const string Bars = "curated/equities_ohlcv_adj";

    internal static Survivorship Read(DataLake lake, GateVerdict gate)
    {
        var (symbols, gone) = (gate.Symbols.Count, gate.Delisted);
        var unknown = gone == 0
            ? "No symbol of the universe stopped trading in the window, and no point-in-time membership list is in the lake: the universe was drawn from names that survived, which flatters the results."
            : "No point-in-time membership list is in the lake, so it is not known which names are missing; what is missing usually flatters the results.";
        if (lake.Reader.Files(Members).Count == 0) return new Survivorship(double.NaN, gone, symbols, unknown);
        var share = Share(lake, gate.WindowStart, gate.WindowEnd);
        if (double.IsNaN(share)) return new Survivorship(double.NaN, gone, symbols, unknown);
        return new Survivorship(share, gone, symbols, share >= 0.98
            ? "Counted as member days with a curated bar over all member days of the window."
            : "Counted as member days with a curated bar over all member days of the window; the rest is missing, which usually flatters the results.");
    }

    private static double Share(DataLake lake, DateOnly start, DateOnly end)
    {
        using var session = lake.OpenSession();
        session.Register(Members);
        session.Register(Bars);
        session.CreateTable("sessions", [("date", ExchangeCalendar.Xnys.Sessions(start, end).ToArray())]);
        var rows = session.Query(
            """
            WITH member AS (
                SELECT DISTINCT s.date, m.symbol FROM sessions s JOIN reference.index_membership m
                ON s.date >= m.start_date AND (m.end_date IS NULL OR s.date < m.end_date))
            SELECT count(b.symbol) / nullif(count(*), 0)::DOUBLE
            FROM member LEFT JOIN (SELECT DISTINCT date, symbol FROM curated.equities_ohlcv_adj) b USING (date, symbol)
            """);
        return rows.Doubles(0)[0];
    }
}
