using TradeML.Core.Contracts;
using TradeML.Data.Reference.Securities;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>Builds reference/tick_size_regime: each rule over the days on which a ticker was listed.</summary>
internal static class TickSizes
{
    public const string Name = "reference/tick_size_regime";

    public static Task<bool> BuildAsync(DataLake lake, DuckSession session, CancellationToken ct)
    {
        session.Register(SecuritiesTable.Name);
        return ReferenceFile.WriteAsync(lake, Batch(lake.Contracts[Name], SecuritiesTable.Read(session)),
            [SecuritiesTable.Name], null, ct);
    }

    private static ColumnBatch Batch(TableContract contract, ILookup<string, TickerInterval> listed)
    {
        var rows = listed.OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => TickSizeRule.All.SelectMany(rule => g
            .Select(i => (Symbol: g.Key, Rule: rule, Start: Later(i.Start, rule.Start), End: Earlier(i.End, rule.End)))
            .Where(r => r.End is not { } end || r.Start < end))).OrderBy(r => r.Symbol, StringComparer.Ordinal)
            .ThenBy(r => r.Start).ThenBy(r => r.Rule.MinPrice).ToList();
        return new(contract, new Dictionary<string, Array>
        {
            ["symbol"] = rows.Select(r => (string?)r.Symbol).ToArray(),
            ["start_date"] = rows.Select(r => r.Start).ToArray(),
            ["end_date"] = rows.Select(r => r.End).ToArray(),
            ["min_price"] = rows.Select(r => r.Rule.MinPrice).ToArray(),
            ["tick_size"] = rows.Select(r => r.Rule.TickSize).ToArray(),
            ["regime"] = rows.Select(r => (string?)r.Rule.Regime).ToArray(),
            ["source_name"] = rows.Select(_ => (string?)"rule").ToArray(),
        }, rows.Count);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;
}
