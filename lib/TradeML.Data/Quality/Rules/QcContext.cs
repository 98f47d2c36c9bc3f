using TradeML.Core.Time;
using TradeML.Data.Settings;

namespace TradeML.Data.Quality.Rules;

/// <summary>What the checks need beside the rows.</summary>
/// <param name="Calendar">Sessions of the listing exchange.</param>
/// <param name="Thresholds">Bounds.</param>
/// <param name="EventDays">The symbol's known corporate actions by ex-date; null: none known.</param>
/// <param name="PreviousRows">Rows of the answer before, of a table without days; 0 when there was none.</param>
internal sealed record QcContext(
    ExchangeCalendar Calendar, QcThresholds Thresholds, IReadOnlyDictionary<DateOnly, DayEvents>? EventDays = null,
    long PreviousRows = 0);
