using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Tests.Quality;
using TradeML.Lake.Partitions;
using TradeML.Testing;

namespace TradeML.Data.Tests.Curation;

/// <summary>
/// The cases of <c>corporate_actions.json</c> through the whole lake: raw files as they arrive, the curator, and the
/// table as of each view.
/// </summary>
[Category("Reference")]
public sealed class CurationReferenceTests
{
    private const string Table = "curated/equities_ohlcv_adj", Symbol = "PAR", SpunOff = "SPN";

    public static IEnumerable<TestCaseData> Cases() => AdjustmentChainReferenceTests.Cases();

    [TestCaseSource(nameof(Cases))]
    public async Task Curate_ReferenceCaseAsItArrives_GivesTheHandComputedFactorsAtEveryView(JsonElement reference)
    {
        var bars = reference.GetProperty("bars").EnumerateArray()
            .Select(b => (Day: Day(b[0].GetString()!), Close: b[1].GetDouble())).ToList();
        if (!bars.TrueForAll(b => ExchangeCalendar.Xnys.IsSession(b.Day)))
            ReferenceCases.Skip("bars of sessions only in this case: the lake takes no others");
        var last = bars[^1].Day;
        var first = reference.GetProperty("events").EnumerateArray()
            .Select(e =>
                Day(e.GetProperty(e.TryGetProperty("known_date", out _) ? "known_date" : "ex_date").GetString()!))
                .Append(bars[0].Day).Min();
        using var staged = new StagedLake(bars[0].Day, last.AddDays(30), At(first, 0), Symbol, SpunOff);
        var number = 0;
        var arrivals = bars
            .Select(b => (At: At(b.Day, 21), Deliver: (Func<Task>)(() => BarAsync(staged, Symbol, b.Day, b.Close))))
            .ToList();
        foreach (var e in reference.GetProperty("events").EnumerateArray())
        {
            var (ex, id) = (Day(e.GetProperty("ex_date").GetString()!), $"event{number++}");
            var known = At(e.TryGetProperty("known_date", out var k) ? Day(k.GetString()!) : ex, 20);
            if (e.GetProperty("type").GetString() == "spinoff")
                arrivals.Add(
                    (known, () => BarAsync(staged, SpunOff, ex, e.GetProperty("spinco_first_close").GetDouble())));
            arrivals.Add((known, () => EventAsync(staged, e, ex, id)));
        }

        foreach (var (at, deliver) in arrivals.OrderBy(a => a.At))
        {
            if (at > staged.Temporary.Time.GetUtcNow()) staged.Temporary.Time.SetUtcNow(at);
            await deliver();
        }

        await staged.Curator.CurateIncrementalAsync();
        // An event after the last bar waits for the first bar that it changes the meaning of: until then the table is
        // the one before it.
        var waits = reference.GetProperty("events").EnumerateArray()
            .Any(e => Day(e.GetProperty("ex_date").GetString()!) > last);
        if (waits) Assert.That(Rows(staged, null).Select(r => r.Price), Is.All.EqualTo(1));
        else Compare(Rows(staged, null), reference.GetProperty("expected"));
        if (!reference.TryGetProperty("as_of_views", out var views)) return;
        foreach (var view in views.EnumerateObject().Where(v => !waits || Day(v.Name) <= last))
            Compare(Rows(staged, At(Day(view.Name), 23).UtcDateTime), view.Value);
    }

    private static void Compare(
        List<(DateOnly Day, double Price, double Volume, double Close)> rows, JsonElement expected)
    {
        var wanted = expected.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(rows.Select(r => r.Day), Is.EqualTo(wanted.Select(w => Day(w.GetProperty("date").GetString()!))));
        for (var i = 0; i < rows.Count; i++)
        {
            Same(rows[i].Price, wanted[i], "cum_price_factor");
            Same(rows[i].Volume, wanted[i], "cum_volume_factor");
            Same(rows[i].Close, wanted[i], "adj_close");
        }
    }

    private static void Same(double actual, JsonElement row, string name) =>
        Assert.That(actual,
            Is.EqualTo(row.GetProperty(name).GetDouble()).Within(1e-12 * Math.Abs(row.GetProperty(name).GetDouble())),
            name);

    private static List<(DateOnly Day, double Price, double Volume, double Close)> Rows(
        StagedLake staged, DateTime? asOf)
    {
        var table = staged.Lake.Table(Table);
        var rows = (asOf is { } at ? table.AsOf(at) : table).Query(
            $"SELECT date, cum_price_factor, cum_volume_factor, adj_close FROM curated.equities_ohlcv_adj WHERE "
                + $"symbol = '{Symbol}' ORDER BY date");
        return [
            .. Enumerable.Range(0, rows.RowCount)
                .Select(i => (rows.Dates(0)[i], rows.Doubles(1)[i], rows.Doubles(2)[i], rows.Doubles(3)[i]))];
    }

    private static Task BarAsync(StagedLake staged, string symbol, DateOnly day, double close) =>
        staged.DeliverBarsAsync(symbol, day, day.AddDays(1), [(day, close)], force: PartitionState.Green);

    private static Task EventAsync(StagedLake staged, JsonElement e, DateOnly ex, string id) =>
        e.GetProperty("type").GetString() switch
        {
            "split" =>
                staged.DeliverEventAsync(Symbol, id, "SPLIT", ex, e.GetProperty("ratio").GetDouble(), double.NaN),
            "spinoff" =>
                staged.DeliverEventAsync(Symbol, id, "SPIN_OFF", ex, e.GetProperty("shares_per_share").GetDouble(),
                    double.NaN, SpunOff),
            _ => staged.DeliverEventAsync(Symbol, id, "DIVIDEND", ex, double.NaN, e.GetProperty("amount").GetDouble()),
        };

    private static DateTimeOffset At(DateOnly day, int hour) =>
        new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
