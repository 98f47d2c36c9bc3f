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

/// <summary>
/// Recall and false alarms of the checks of daily bars on real prices whose defects are known. The figures stand in
/// docs/quality.md and hold here as bounds.
/// </summary>
[Category("SharedData")]
public sealed class DefectCorpusTests
{
    private readonly Dictionary<(string Symbol, DateOnly Day), PartitionVerdict> verdicts = [];
    private long rows, zeroVolume;
    private int missing;

    [OneTimeSetUp]
    public void Assess()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var events = Events(connection);
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT symbol, date, open, high, low, close, volume FROM "
                + $"'{TestPaths.SharedFile("equities_eod.parquet")}' ORDER BY symbol, date";
        command.UseStreamingMode = true;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var (symbol, bars) = ("",
            new List<(DateOnly Day, double Open, double High, double Low, double Close, double Volume)>());
        while (reader.Read())
        {
            if (reader.GetString(0) is var next && next != symbol)
            {
                Judge(symbol, bars, events.GetValueOrDefault(symbol));
                (symbol, bars) = (next, []);
            }

            bars.Add(
                (reader.GetFieldValue<DateOnly>(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4),
                    reader.GetDouble(5), reader.GetInt64(6)));
        }

        Judge(symbol, bars, events.GetValueOrDefault(symbol));
    }

    [TestCase("missing split", 5)]
    [TestCase("false split", 2)]
    [TestCase("spliced price", 1)]
    [TestCase("spliced volume", 1)]
    [TestCase("distribution without a price drop", 9)]
    [TestCase("spin-off counted twice", 4)]
    [TestCase("spin-off not recorded", 3)]
    [TestCase("share exchange not recorded", 0)]
    [TestCase("bad single bar", 2)]
    [TestCase("bad high or low", 11)]
    public void Defects_OfAType_AreFound(string type, int atLeast)
    {
        var known = DefectCorpus.Defects.Where(d => d.Type == type).ToList();
        var found = known.Count(d => verdicts.ContainsKey((d.Symbol, d.Day)));
        TestContext.Out.WriteLine($"{type}: {found} of {known.Count}: " + string.Join(
            ", ",
            known
                .Select(d =>
                    $"{d.Symbol} {d.Day:yyyy-MM-dd} "
                        + $"{(verdicts.TryGetValue((d.Symbol, d.Day), out var v) ? v.Code : "-")}")));
        Assert.That(found, Is.GreaterThanOrEqualTo(atLeast));
    }

    [Test]
    public void RealDays_AreNeverRefused() => Assert.That(
        DefectCorpus.Real
            .Select(d => verdicts.TryGetValue((d.Symbol, d.Day), out var v) ? v.Status : PartitionState.Green),
            Is.All.Not.EqualTo(PartitionState.Red));

    [Test]
    public void Rows_NoneIsRefused() =>
        Assert.That(verdicts.Values.Where(v => v.Status == PartitionState.Red), Is.Empty,
            "the file has no impossible row");

    [Test]
    public void ZeroVolume_EveryRow_IsAmber()
    {
        Assert.That(zeroVolume, Is.EqualTo(163));
        Assert.That(missing, Is.EqualTo(15), "SPGI 6, VIAC 5, KIM 3, RHI 1");
    }

    [Test]
    public void FalseAlarms_AreFew()
    {
        var known = DefectCorpus.Defects.Select(d => (d.Symbol, d.Day)).ToHashSet();
        var alarms = verdicts
            .Where(v =>
                v.Value.Status == PartitionState.Amber && !known.Contains(v.Key) && v.Value.Code != QcCodes.ZeroVolume)
                .ToList();
        foreach (var code in alarms.GroupBy(a => a.Value.Code).OrderByDescending(g => g.Count()))
            TestContext.Out.WriteLine(
                $"{code.Key}: {code.Count()} in {rows:N0} rows, "
                    + $"{code.Select(a => a.Key.Symbol).Distinct().Count()} symbols: "
                + string.Join(", ", code.Take(40).Select(a => $"{a.Key.Symbol} {a.Key.Day:yyyy-MM-dd}")));
        Assert.That(alarms.Count, Is.LessThanOrEqualTo(140),
            "of more than two million rows; the real extremes are among them");
    }

    private void Judge(
        string symbol, List<(DateOnly Day, double Open, double High, double Low, double Close, double Volume)> bars,
        Dictionary<DateOnly, DayEvents>? events)
    {
        if (bars.Count == 0) return;
        rows += bars.Count;
        var calendar = ExchangeCalendar.Xnys;
        missing += calendar.Count(bars[0].Day, bars[^1].Day.AddDays(1)) - bars.Count;
        var contract = ContractCatalog.LoadEmbedded()["raw/equities_bars"];
        var batch = new ColumnBatch(
            contract with { Columns = [.. contract.Columns.Select(c => c with { Nullable = true })] },
            new Dictionary<string, Array>
            {
                ["date"] = bars.Select(b => b.Day).ToArray(),
                ["symbol"] = bars.Select(_ => (string?)symbol).ToArray(),
                ["open"] = bars.Select(b => b.Open).ToArray(),
                ["high"] = bars.Select(b => b.High).ToArray(),
                ["low"] = bars.Select(b => b.Low).ToArray(),
                ["close"] = bars.Select(b => b.Close).ToArray(),
                ["volume"] = bars.Select(b => b.Volume).ToArray(),
            }, bars.Count);
        var byDay = DailyBarQc.Assess(batch, symbol, bars[0].Day, bars[^1].Day.AddDays(1), calendar, new QcThresholds(),
            events);
        foreach (var v in byDay.Where(v => v.Status != PartitionState.Green)) verdicts[(symbol, v.Day)] = v;
        var zero = bars.Where(b => b.Volume == 0).Select(b => b.Day).ToHashSet();
        zeroVolume += byDay.Count(v => zero.Contains(v.Day) && v.Status == PartitionState.Amber);
    }

    private static Dictionary<string, Dictionary<DateOnly, DayEvents>> Events(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT symbol, ex_date, COALESCE(product(ratio) FILTER (WHERE event_type = 'SPLIT'), 1),
                COALESCE(sum(amount) FILTER (WHERE event_type = 'DIVIDEND'), 0)
            FROM '{TestPaths.SharedFile("corp_actions.parquet")}' GROUP BY ALL
            """;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var events = new Dictionary<string, Dictionary<DateOnly, DayEvents>>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (!events.TryGetValue(reader.GetString(0), out var days)) events[reader.GetString(0)] = days = [];
            days[reader.GetFieldValue<DateOnly>(1)] = new DayEvents(reader.GetDouble(2), reader.GetDouble(3), true);
        }

        return events;
    }
}
