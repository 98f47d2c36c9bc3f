using DuckDB.NET.Data;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;
using TradeML.Testing;

namespace TradeML.Data.Tests.Quality;

/// <summary>The checks of daily bars on real prices with defects that are known by name and day.</summary>
[Category("SharedData")]
public sealed class RealBarQcTests
{
    // Highs or lows more than 50 % away from open and close.
    [TestCase("AIZ", "2007-04-16", QcCodes.BadRange)]
    [TestCase("ALK", "2003-07-14", QcCodes.BadRange)]
    [TestCase("TXN", "2004-03-01", QcCodes.BadRange)]
    // Real moves that no filter may delete: doubted, not refused.
    [TestCase("AAPL", "2000-09-29", QcCodes.JumpUnexplained)]
    [TestCase("AIG", "2008-09-15", QcCodes.JumpUnexplained)]
    [TestCase("REGN", "2003-03-31", QcCodes.JumpUnexplained)]
    public void Assess_KnownDay_IsDoubtedButNotRefused(string symbol, string day, string code)
    {
        var verdict = Assess(symbol).Single(v => v.Day == DateOnly.Parse(day));
        Assert.That((verdict.Code, verdict.Status), Is.EqualTo((code, PartitionState.Amber)));
    }

    [TestCase("SPGI", 6)]
    [TestCase("MNST", 22)]
    public void Assess_ZeroVolumeRows_AreAmber(string symbol, int rows) =>
        Assert.That(Assess(symbol).Count(v => v.Code == QcCodes.ZeroVolume), Is.EqualTo(rows));

    [TestCase("AAPL")]
    [TestCase("MSFT")]
    [TestCase("KO")]
    public void Assess_WholeHistory_IsAlmostAllGreenAndNeverRed(string symbol)
    {
        var verdicts = Assess(symbol);
        Assert.That(verdicts.Count(v => v.Status == PartitionState.Red), Is.Zero);
        Assert.That(verdicts.Count(v => v.Status == PartitionState.Green), Is.GreaterThan(verdicts.Count * 0.998));
    }

    private static IReadOnlyList<PartitionVerdict> Assess(string symbol)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT date, open, high, low, close, volume FROM '{TestPaths.SharedFile("equities_eod.parquet")}' "
                + $"WHERE symbol = '{symbol}' ORDER BY date";
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var days = new List<DateOnly>();
        var values = Enumerable.Range(0, 5).Select(_ => new List<double>()).ToArray();
        while (reader.Read())
        {
            days.Add(reader.GetFieldValue<DateOnly>(0));
            for (var i = 0; i < 4; i++) values[i].Add(reader.GetDouble(i + 1));
            values[4].Add(reader.GetInt64(5));
        }

        var contract = ContractCatalog.LoadEmbedded()["raw/equities_bars"];
        var loose = contract with { Columns = [.. contract.Columns.Select(c => c with { Nullable = true })] };
        var batch = new ColumnBatch(loose, new Dictionary<string, Array>
        {
            ["date"] = days.ToArray(),
            ["symbol"] = days.Select(_ => (string?)symbol).ToArray(),
            ["open"] = values[0].ToArray(),
            ["high"] = values[1].ToArray(),
            ["low"] = values[2].ToArray(),
            ["close"] = values[3].ToArray(),
            ["volume"] = values[4].ToArray(),
        }, days.Count);
        return DailyBarQc.Assess(batch, symbol, days[0], days[^1].AddDays(1), ExchangeCalendar.Xnys,
            new QcThresholds());
    }
}
