using DuckDB.NET.Data;
using NUnit.Framework;
using TradeML.Data.Curation;
using TradeML.Testing;

namespace TradeML.Data.Tests.Curation;

/// <summary>
/// Both chains over 20 years of real prices and events, against the adjusted close that the vendor computed itself.
/// </summary>
[Category("SharedData")]
public sealed class VendorAdjustedCloseTests
{
    private Dictionary<string, (double Price, double TotalReturn)> worst = [];
    private List<(string Symbol, RefusedEvent Refused)> refused = [];

    [OneTimeSetUp]
    public void ComputeAllSymbols()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var events = new Dictionary<string, List<CorporateEvent>>();
        Read(connection, $"SELECT symbol, ex_date, ratio, amount FROM '{TestPaths.SharedFile("corp_actions.parquet")}'",
            row =>
        {
            if (!events.TryGetValue(row.GetString(0), out var list)) events[row.GetString(0)] = list = [];
            list.Add(row.IsDBNull(2)
                ? CorporateEvent.Cash(row.GetFieldValue<DateOnly>(1), row.GetDouble(3))
                : CorporateEvent.Split(row.GetFieldValue<DateOnly>(1), row.GetDouble(2)));
        });
        List<DateOnly> days = [];
        List<double> closes = [], vendor = [];
        string? symbol = null;
        Read(connection, $"""
            SELECT symbol, date, close, adjusted_close FROM '{TestPaths.SharedFile("equities_eod.parquet")}'
            JOIN '{TestPaths.SharedFile("vendor_adjusted_close.parquet")}' USING (symbol, date) ORDER BY symbol, date
            """, row =>
        {
            if (row.GetString(0) != symbol) Finish();
            symbol = row.GetString(0);
            days.Add(row.GetFieldValue<DateOnly>(1));
            closes.Add(row.GetDouble(2));
            vendor.Add(row.GetDouble(3));
        });
        Finish();

        void Finish()
        {
            if (symbol is null) return;
            var series = AdjustmentChain.Build([.. days], [.. closes], events.GetValueOrDefault(symbol, []));
            worst[symbol] = (Worst(series.CumulativePrice), Worst(series.CumulativeTotalReturn));
            refused.AddRange(series.Refused.Select(r => (symbol!, r)));
            days.Clear();
            closes.Clear();
            vendor.Clear();
        }

        double Worst(double[] factor) => closes.Select((c, i) => Math.Abs((c * factor[i] / vendor[i]) - 1)).Max();
    }

    /// <summary>
    /// The vendor's own convention is the total return: it is met to the printed digits but for the vendor's known
    /// defects.
    /// </summary>
    [Test]
    public void TotalReturnChain_AllSymbols_MeetsTheVendorButForItsDefects()
    {
        var off = worst.Where(w => w.Value.TotalReturn >= 1e-5).Select(w => w.Key).Order(StringComparer.Ordinal);
        Assert.That(worst, Has.Count.EqualTo(444));
        Assert.That(off, Is.EqualTo(new[] { "ADM", "COF", "CVS", "O", "T", "TMUS", "TRMB", "TXN", "WDC", "ZBRA" }));
        Assert.That(worst.Count(w => w.Value.TotalReturn < 1e-6), Is.GreaterThanOrEqualTo(412));
        Assert.That(worst.Count(w => w.Value.TotalReturn < 1e-4), Is.EqualTo(440));
    }

    /// <summary>
    /// The CRSP price factor is another convention: at least as near as the plain form, nearer at same-day reverse
    /// splits.
    /// </summary>
    [TestCase(1e-6, 66)]
    [TestCase(1e-5, 67)]
    [TestCase(1e-4, 75)]
    [TestCase(1e-3, 214)]
    [TestCase(1e-2, 409)]
    public void PriceChain_AllSymbols_DiffersByItsConventionOnly(double bound, int atLeast)
    {
        var within = worst.Count(w => w.Value.Price < bound);
        TestContext.Out.WriteLine(
            $"within {bound}: {within}; refused: {string.Join(" | ", refused.Select(r => $"{r.Symbol} {r.Refused}"))}");
        Assert.That(within, Is.InRange(atLeast, atLeast + 5));
    }

    /// <summary>No distribution breaks a chain: every factor stays a positive number.</summary>
    [Test]
    public void PriceChain_LargeDistributionsBeforeReverseSplits_StayPositive()
    {
        Assert.That(worst.Values.Select(w => w.Price), Is.All.Matches<double>(double.IsFinite));
        Assert.That(worst["LDOS"].Price, Is.LessThan(1));
    }

    private static void Read(DuckDBConnection connection, string sql, Action<DuckDBDataReader> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        while (reader.Read()) row(reader);
    }
}
