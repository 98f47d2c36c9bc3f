using System.Globalization;
using System.Text.Json;
using TradeML.Research.Panels;
using TradeML.Testing;

namespace TradeML.Research.Tests;

/// <summary>Reads the reference cases and compares with the tolerances that they state.</summary>
internal static class Reference
{
    internal static Dictionary<string, string[]> Csv(string name)
    {
        var lines = File.ReadAllLines(TestPaths.ReferenceFile(name));
        var header = lines[0].Split(',');
        var rows = lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        return Enumerable.Range(0, header.Length)
            .ToDictionary(i => header[i], i => rows.Select(row => row[i]).ToArray());
    }

    internal static double Number(string text) =>
        text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    internal static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => element.GetString() switch
        {
            "Infinity" or "inf" => double.PositiveInfinity,
            "-Infinity" or "-inf" => double.NegativeInfinity,
            var other => throw new FormatException($"'{other}' is not a number of the reference files"),
        },
        _ => element.GetDouble(),
    };

    internal static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(Number)];

    internal static int[] Integers(JsonElement element) =>
        [.. element.EnumerateArray().Select(item => item.GetInt32())];

    /// <summary>Whether two numbers agree: both unknown, or within a relative or an absolute bound.</summary>
    internal static bool Close(double actual, double expected, double relative, double absolute = 0) =>
        double.IsNaN(expected) ? double.IsNaN(actual)
        : actual == expected || Math.Abs(actual - expected) <= Math.Max(absolute, relative * Math.Abs(expected));

    /// <summary>The feature panel, symbol-major, and for each symbol and date its row.</summary>
    internal static (Panel Panel, Dictionary<(string Symbol, string Date), int> RowOf) FeaturePanel()
    {
        var csv = Csv("features_panel.csv");
        var sessions = Csv("features_sessions.csv")["session"].Select(Date).Order().ToArray();
        var symbols = csv["symbol"].Distinct().Order(StringComparer.Ordinal).ToArray();
        var order = Enumerable.Range(0, csv["date"].Length).OrderBy(i => csv["symbol"][i], StringComparer.Ordinal)
            .ThenBy(i => csv["date"][i], StringComparer.Ordinal).ToArray();
        double[] Column(string name) => [.. order.Select(i => Number(csv[name][i]))];
        var starts = symbols.Select(symbol => Array.FindIndex(order, i => csv["symbol"][i] == symbol))
            .Append(order.Length).ToArray();
        var panel = Panel.Create(
            symbols, sessions, starts, [.. order.Select(i => Array.BinarySearch(sessions, Date(csv["date"][i])))],
            new()
            {
                Open = Column("open"), High = Column("high"), Low = Column("low"), Close = Column("close"),
                Volume = Column("volume"),
                SharesOutstanding = Column("shares_outstanding"),
            });
        return (panel,
            Enumerable.Range(0, order.Length)
                .ToDictionary(row => (csv["symbol"][order[row]], csv["date"][order[row]])));
    }

    internal static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
