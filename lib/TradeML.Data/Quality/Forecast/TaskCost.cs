using TradeML.Core.Time;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Forecast;

/// <summary>Requests that a task takes before anything was measured: from rows and page sizes.</summary>
internal static class TaskCost
{
    private const double BarsPerPage = 10_000, ContractsPerPage = 250, UsualChain = 1_000, RowsPerRequest = 1_000;

    /// <summary>Requests of a task; below 1 where several keys share a page.</summary>
    public static double Of(DatasetSpec spec, DateOnly start, DateOnly end, ExchangeCalendar calendar)
    {
        var sessions = start < calendar.FirstDay || end > calendar.LastDay
            ? (end.DayNumber - start.DayNumber) * 252.0 / 365
            : calendar.Count(start, end);
        return spec.Name switch
        {
            "equities_minute" => Math.Max(1, Math.Ceiling(sessions * 390 / BarsPerPage)),
            "equities_eod" => Math.Max(0.02, sessions / BarsPerPage),
            "corp_actions" => 0.05,
            "options_chain" => UsualChain / ContractsPerPage,
            "market_cap" => Math.Max(1, Math.Ceiling(sessions / RowsPerRequest)),
            _ => 1,
        };
    }
}
