using TradeML.Core.Errors;
using TradeML.Core.Time;

namespace TradeML.VendorSim.Market.Files;

/// <summary>Reads splits and dividends from Parquet.</summary>
internal static class ActionFileReader
{
    private const int PaidAfterDays = 20;

    public static async Task<IReadOnlyList<CorporateAction>> ReadAsync(
        string file, IReadOnlyList<Security> securities, CancellationToken cancellationToken)
    {
        await using var parquet = await ParquetColumns.OpenAsync(file, cancellationToken);
        var symbols = await parquet.ReadAsync<ReadOnlyMemory<char>>("symbol", cancellationToken);
        var dates = await parquet.ReadAsync<DateTime>("ex_date", cancellationToken);
        var types = await parquet.ReadAsync<ReadOnlyMemory<char>>("event_type", cancellationToken);
        var (ratios, ratioKnown) = await parquet.ReadNullableAsync<double>("ratio", cancellationToken);
        var (amounts, amountKnown) = await parquet.ReadNullableAsync<double>("amount", cancellationToken);
        var indices = securities.ToDictionary(security => security.Symbol, security => security.Index,
            StringComparer.Ordinal);
        var seen = new Dictionary<(int, DateOnly, bool), int>();
        var actions = new List<CorporateAction>(parquet.Rows);
        for (var row = 0; row < parquet.Rows; row++)
        {
            if (!indices.TryGetValue(symbols[row].ToString(), out var security)) continue;
            var type = types[row].Span;
            var isSplit = type.SequenceEqual("SPLIT");
            if (!isSplit && !type.SequenceEqual("DIVIDEND"))
                throw Bad(file, row, "event_type", $"The event type '{types[row]}' is neither SPLIT nor DIVIDEND.");
            var known = isSplit ? ratioKnown : amountKnown;
            var value = isSplit ? ratios[row] : amounts[row];
            if (known is not null && !known[row])
                throw Bad(file, row, isSplit ? "ratio" : "amount", "The event has no value.");
            if (!double.IsFinite(value) || value <= 0)
                throw Bad(file, row, isSplit ? "ratio" : "amount", $"The value {value} is not positive.");
            var ex = DateOnly.FromDateTime(dates[row]);
            var ordinal = seen[(security, ex, isSplit)] = seen.GetValueOrDefault((security, ex, isSplit)) + 1;
            actions.Add(
                isSplit
                    ? Split(securities[security], ex, value, ordinal)
                    : Dividend(securities[security], ex, value, ordinal));
        }

        actions.Sort(CorporateActionOrder.Compare);
        return actions;
    }

    private static CorporateAction Split(Security security, DateOnly ex, double ratio, int ordinal)
    {
        // A ratio is sent as it is when no whole number of old shares expresses it to the last bit.
        var old = Math.Round(1 / ratio);
        var (newRate, oldRate) = ratio < 1 && 1 / old == ratio ? (1.0, old) : (ratio, 1.0);
        return new CorporateAction
        {
            Id = StableId.Of($"{security.Symbol}|SPLIT|{ex:yyyy-MM-dd}|{ordinal}"),
            Kind = ratio < 1 ? CorporateActionKind.ReverseSplit : CorporateActionKind.ForwardSplit,
            SecurityIndex = security.Index,
            Symbol = security.Symbol,
            ExDate = ex,
            ProcessDate = ex,
            NewRate = newRate,
            OldRate = oldRate,
        };
    }

    private static CorporateAction Dividend(Security security, DateOnly ex, double amount, int ordinal)
    {
        var calendar = ExchangeCalendar.Xnys;
        var payable = ex.AddDays(PaidAfterDays);
        if (payable > calendar.FirstDay && payable < calendar.LastDay.AddDays(-7))
            payable = calendar[calendar.IndexAtOrAfter(payable)].Date;
        return new CorporateAction
        {
            Id = StableId.Of($"{security.Symbol}|DIVIDEND|{ex:yyyy-MM-dd}|{ordinal}"),
            Kind = CorporateActionKind.CashDividend,
            SecurityIndex = security.Index,
            Symbol = security.Symbol,
            ExDate = ex,
            ProcessDate = payable,
            PayableDate = payable,
            Cash = amount,
        };
    }

    private static TradeMLException Bad(string file, int row, string column, string message) =>
        new(ErrorKind.BadInput, message, $"{file}, row {row + 1}, column '{column}'", "Correct the row.");
}
