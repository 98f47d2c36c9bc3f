using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Forecast;

namespace TradeML.Data.Tests.Quality;

public sealed class HeatmapTests
{
    [Test]
    public async Task Read_AuditedLake_HasEveryVerdictAtItsPlace()
    {
        var (start, end) = (new DateOnly(2023, 1, 3), new DateOnly(2023, 7, 3));
        using var staged = new StagedLake(start, end, null, "AAA", "BBB");
        var path = StagedLake.Path(start, end);
        await staged.DeliverBarsAsync("BBB", start, end, [.. path.Where((_, i) => i != 40)]);
        await staged.Audit.ScanAsync(["raw/equities_bars"]);
        var grid = Heatmap.Read(staged.Lake, null, ExchangeCalendar.Xnys).Single();
        Assert.That((grid.Keys, grid.Days.Count, grid.Cells.Length), Is.EqualTo((new[] { "AAA", "BBB" }, 124, 248)));
        string CodeAt(int row, int column) => grid.Palette[grid.Cells[(row * 124) + column] - 1].Code;
        Assert.That((CodeAt(0, 0), CodeAt(1, 39), CodeAt(1, 40)),
            Is.EqualTo((QcCodes.MissingRows, QcCodes.Ok, QcCodes.VendorHasNone)));
    }

    [Test]
    public void Pack_RandomGrid_UnpacksToTheSame()
    {
        var random = new Random(7);
        var cells = new byte[40 * 700];
        for (var i = 0; i < cells.Length; i++) cells[i] = random.Next(100) < 3 ? (byte)random.Next(6) : (byte)2;
        Assert.That(Unpack(Heatmap.Pack(cells, 700)), Is.EqualTo(cells));
    }

    [Test]
    public void Render_Page_NeedsNothingFromANetworkAndEscapesItsTexts()
    {
        var table = new HeatmapTable("raw/x", "x", ["</script>"], [new(2024, 1, 2), new(2024, 1, 3)], [(2, "OK")],
            [1, 0]);
        var page = Heatmap.Render([table], null, "lake", new DateTime(2024, 3, 4, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(Regex.Matches(page, "https?://|src=|href=|@import"), Is.Empty);
        Assert.That(Regex.Matches(page, "</script>"), Has.Count.EqualTo(1));
        var json = Regex.Match(page, @"const data = (\{.*\});").Groups[1].Value;
        using var document = JsonDocument.Parse(json);
        var grid = document.RootElement.GetProperty("tables")[0];
        Assert.That(Unpack(grid.GetProperty("cells").GetString()!), Is.EqualTo(new byte[] { 1, 0 }));
        Assert.That((grid.GetProperty("first").GetInt32(), grid.GetProperty("steps")[0].GetInt32()),
            Is.EqualTo((19724, 1)));
    }

    [Test]
    public void Render_HundredSymbolsAndFiveYears_IsSmall()
    {
        var days = ExchangeCalendar.Xnys.Sessions(new(2019, 1, 2), new(2024, 1, 2)).ToArray();
        var page = Heatmap.Render(
            [
                Market("curated/equities_ohlcv_adj", "equities_eod", days, 3),
                Standing("raw/company_facts", "company_facts"), Market("raw/equities_bars", "equities_eod", days, 1),
                Market("raw/equities_minute", "equities_minute", days[^252..], 2),
            ],
            new GreenForecast([], TimeSpan.FromHours(3), "about 3 h 20 min, bounded by alpaca's 200 requests a minute",
                2), "data_layer",
            new DateTime(2024, 1, 2, 22, 0, 0, DateTimeKind.Utc));
        File.WriteAllText(Path.Combine(TestContext.CurrentContext.WorkDirectory, "coverage.html"), page);
        Assert.That(page, Has.Length.LessThan(200_000));
    }

    private static HeatmapTable Standing(string table, string dataset) => new(
        table, dataset, Symbols, [], [(2, QcCodes.Ok), (1, QcCodes.StaleConfirmation)],
        [.. Enumerable.Range(0, 100).Select(i => (byte)(i % 17 == 0 ? 2 : 1))]);

    private static readonly string[] Symbols = [
        .. Enumerable.Range(0, 100).Select(i => $"{(char)('A' + (i / 26))}{(char)('A' + (i % 26))}X")];

    // Late listings, an outage of two days, holes that the vendor confirmed, doubtful bars, and the newest days not
    // fetched yet.
    private static HeatmapTable Market(string table, string dataset, DateOnly[] days, int seed)
    {
        var random = new Random(seed);
        var cells = new byte[100 * days.Length];
        for (var r = 0; r < 100; r++)
        {
            var first = random.Next(6) == 0 ? random.Next(days.Length) : 0;
            for (var c = first; c < days.Length; c++)
                cells[(r * days.Length) + c] = c > days.Length - 6 && r > 40
                    ? (byte)3
                    : c is > 140 and < 145 ? (byte)3 : (byte)(random.NextDouble() switch
                    {
                        < 0.001 => 4,
                        < 0.004 => 2,
                        < 0.005 => 5,
                        _ => 1,
                    });
            if (r % 23 == 5) Array.Fill(cells, (byte)4, (r * days.Length) + (days.Length / 2), 40);
        }

        return new HeatmapTable(
            table, dataset, Symbols, days,
            [(2, QcCodes.Ok), (1, QcCodes.ShortSession), (0, QcCodes.MissingRows), (0, QcCodes.VendorHasNone),
                (1, QcCodes.JumpUnexplained)], cells);
    }

    // The page's own way of reading, in C#.
    private static byte[] Unpack(string text)
    {
        using var runs = new ZLibStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        var cells = new List<byte>();
        for (int value; (value = runs.ReadByte()) >= 0;)
        {
            var (n, shift, b) = (0, 0, 0);
            do
            {
                b = runs.ReadByte();
                n += (b & 127) << shift;
                shift += 7;
            }
            while ((b & 128) != 0);
            cells.AddRange(Enumerable.Repeat((byte)value, n));
        }

        return [.. cells];
    }
}
