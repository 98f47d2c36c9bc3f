using TradeML.Core.Contracts;
using TradeML.Data.Settings;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Rules;

/// <summary>What must hold within a row of each table, and what ought to.</summary>
internal static class RowRules
{
    private static readonly RowFinding BadValue = new(QcCodes.BadValue, true),
        OutOfRange = new(QcCodes.OutOfRange, true);
    private static readonly RowFinding Late = new(QcCodes.DateOrder, true), Unordered = new(QcCodes.DateOrder, false);
    private static readonly RowFinding Crossed = new(QcCodes.CrossedQuotes, false),
        Unbalanced = new(QcCodes.Unbalanced, false);

    // A statement that was public before its period ended would let a backtest see the future: such rows are refused.
    // The others are doubtful.
    private static readonly (string Table, string Earlier, string Later, RowFinding Finding)[] Orders =
    [
        ("raw/fundamentals_income", "period_end", "filed_at", Late),
        ("raw/fundamentals_balance", "period_end", "filed_at", Late),
        ("raw/fundamentals_cashflow", "period_end", "filed_at", Late), ("raw/options_chain", "date", "expiry", Late),
        ("raw/company_facts", "period_start", "period_end", Unordered),
        ("raw/earnings", "fiscal_end", "report_date", Unordered),
        ("raw/delistings", "ipo_date", "delist_date", Unordered),
    ];

    // Relative to the first column: assets = liabilities + equity, gross profit = revenue - cost. Minority interests
    // and roundings are within the slack.
    private static readonly (string Table, string Left, string Plus, string Other, double Sign,
        double Slack)[] Identities =
    [
        ("raw/fundamentals_balance", "total_assets", "total_liabilities", "shareholders_equity", 1, 0.1),
        ("raw/fundamentals_income", "gross_profit", "revenue", "cost_of_revenue", -1, 0.01),
    ];

    /// <summary>The finding of each row, or null.</summary>
    public static RowFinding?[] Find(ColumnBatch rows, DatasetSpec spec, QcThresholds limits)
    {
        var found = new RowFinding?[rows.RowCount];
        foreach (var column in rows.Contract.Columns)
        {
            if (column.Minimum is { } least) Apply(found, i => Number(rows[column.Name], i) < least, BadValue);
            if (column.Values is { } allowed && rows[column.Name] is string?[] texts)
                Apply(found, i => texts[i] is { } t && !allowed.Contains(t), BadValue);
            if (limits.ValueRanges.GetValueOrDefault($"{spec.Table}.{column.Name}") is { } range)
                Apply(found, i => Number(rows[column.Name], i) is var v && (v < range.Min || v > range.Max),
                    OutOfRange);
        }

        foreach (var (_, earlier, later, finding) in Orders.Where(o => o.Table == spec.Table))
            Apply(found, i => Day(rows[earlier], i) > Day(rows[later], i), finding);
        foreach (var (_, left, plus, other, sign, slack) in Identities.Where(o => o.Table == spec.Table))
            Apply(found,
                i =>
                    Math.Abs(Number(rows[left], i) - Number(rows[plus], i) - (sign * Number(rows[other], i)))
                        > slack * Scale(rows, left, plus, i), Unbalanced);
        if (spec.Table == "raw/options_chain")
            Apply(found, i => Number(rows["bid"], i) > Number(rows["ask"], i), Crossed);
        return found;
    }

    private static void Apply(RowFinding?[] found, Func<int, bool> holds, RowFinding finding)
    {
        for (var i = 0; i < found.Length; i++)
            if (found[i] is null && holds(i)) found[i] = finding;
    }

    private static double Scale(ColumnBatch rows, string left, string plus, int row) =>
        Math.Max(Math.Abs(Number(rows[left], row)), Math.Abs(Number(rows[plus], row)));

    // NaN compares false with everything: what is unknown breaks no rule.
    private static double Number(Array? values, int row) => values switch
    {
        double[] a => a[row],
        float[] a => a[row],
        long[] a => a[row],
        long?[] a => a[row] ?? double.NaN,
        _ => double.NaN,
    };

    private static DateOnly? Day(Array? values, int row) => values switch
    {
        DateOnly[] a => a[row],
        DateOnly?[] a => a[row],
        DateTime[] a => DateOnly.FromDateTime(a[row]),
        DateTime?[] a => a[row] is { } instant ? DateOnly.FromDateTime(instant) : null,
        _ => null,
    };
}
