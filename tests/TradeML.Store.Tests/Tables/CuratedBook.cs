using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Lake.Writing;
using TradeML.Testing;

namespace TradeML.Store.Tests.Tables;

/// <summary>Curated bars in memory that a test changes and writes to lakes, year by year.</summary>
internal sealed class CuratedBook
{
    private const string Table = "curated/equities_ohlcv_adj";
    private readonly SortedDictionary<(string Symbol, DateOnly Date),
        (double Close, double Volume, double Split, double Dividend)> bars =
        new(
            Comparer<(string Symbol, DateOnly Date)>
                .Create((a, b) =>
                    string.CompareOrdinal(a.Symbol, b.Symbol) is var order and not 0
                        ? order
                        : a.Date.CompareTo(b.Date)));

    internal IReadOnlyList<(string Symbol, DateOnly Date)> Keys => [.. bars.Keys];

    /// <summary>Seeded random walks on the sessions of some days.</summary>
    internal static CuratedBook Random(int symbols, DateOnly start, DateOnly end, int seed)
    {
        var (book, random) = (new CuratedBook(), new Random(seed));
        for (var i = 0; i < symbols; i++) book.Add($"S{i:00}", start, end, random);
        return book;
    }

    internal void Add(string symbol, DateOnly start, DateOnly end, Random random)
    {
        var close = 20 + (30 * random.NextDouble());
        foreach (var day in ExchangeCalendar.Xnys.Sessions(start, end))
        {
            close *= 1 + (0.04 * (random.NextDouble() - 0.5));
            bars[(symbol, day)] = (close, 1e5 + (1e5 * random.NextDouble()), random.NextDouble() < 0.003 ? 2 : 1,
                random.NextDouble() < 0.01 ? 0.995 : 1);
        }
    }

    internal void Scale((string, DateOnly) key, double close) =>
        bars[key] = bars[key] with { Close = bars[key].Close * close };

    internal void Split((string, DateOnly) key, double ratio) => bars[key] = bars[key] with { Split = ratio };

    internal void Remove(Func<(string Symbol, DateOnly Date), bool> which)
    {
        foreach (var key in bars.Keys.Where(which).ToList()) bars.Remove(key);
    }

    /// <summary>Brings a lake's curated table to this content; a year without bars becomes empty.</summary>
    internal async Task WriteAsync(TemporaryLake lake)
    {
        var contract = lake.Lake.Contracts[Table];
        var years = bars.Keys.Select(k => k.Date.Year)
            .Concat(
                lake.Lake.Manifest.Files(Table).Select(f => int.Parse(f.Partition[5..], CultureInfo.InvariantCulture)))
                .Distinct();
        await lake.Lake.Writer.WriteManyAsync([.. years.Select(year => new LakeWrite(
            new LakeFileSpec { Table = contract, Stem = "part", Partition = [("year", $"{year:0000}")],
                Supersedes = true }, Batch(contract, year)))]);
    }

    private ColumnBatch Batch(TableContract contract, int year)
    {
        var rows = bars.Where(b => b.Key.Date.Year == year).OrderBy(b => b.Key.Date)
            .ThenBy(b => b.Key.Symbol, StringComparer.Ordinal).ToList();
        double[] Column(Func<(double Close, double Volume, double Split, double Dividend), double> of) =>
            [.. rows.Select(r => of(r.Value))];
        var columns = new Dictionary<string, Array>
        {
            ["date"] = rows.Select(r => r.Key.Date).ToArray(), ["symbol"] = rows.Select(r => r.Key.Symbol).ToArray(),
            ["source_name"] = rows.Select(_ => "test").ToArray(),
            ["open"] = Column(b => b.Close * 0.995), ["high"] = Column(b => b.Close * 1.01),
            ["low"] = Column(b => b.Close * 0.99), ["close"] = Column(b => b.Close),
            ["volume"] = Column(b => b.Volume), ["volume_step"] = Column(b => b.Split),
            ["total_return_step"] = Column(b => b.Dividend / b.Split),
        };
        foreach (var column in
            contract.Columns.Where(c => c.Type == ColumnType.Double && !c.Nullable && !columns.ContainsKey(c.Name)))
            columns.Add(column.Name, Column(_ => 1));
        return new(contract, columns, rows.Count);
    }
}
