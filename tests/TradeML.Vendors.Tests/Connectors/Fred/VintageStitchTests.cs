using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Vendors.Connectors.Fred;

namespace TradeML.Vendors.Tests.Connectors.Fred;

public sealed class VintageStitchTests
{
    private static readonly TableContract Contract = ContractCatalog.LoadEmbedded()["raw/macros_fred"];
    private static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>Whatever real time a history is cut at, joining gives the history back.</summary>
    [Test]
    public void Join_HistoryCutAtAnyDays_IsWholeAgain() => Prop.ForAll(
        Gen.Choose(0, 359).ArrayOf().ToArbitrary(), Gen.Choose(1, 400).ArrayOf().ToArbitrary(),
        (codes, cuts) =>
        {
            var whole = History(codes);
            var edges = cuts.Select(c => First.AddDays(c)).ToHashSet();
            return Read(VintageStitch.Join(Batch([.. whole.SelectMany(r => Cut(r, edges))]))).SequenceEqual(whole);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(23, 29));

    private static List<(double Value, DateOnly Start, DateOnly? End)> History(int[] codes)
    {
        var rows = new List<(double, DateOnly, DateOnly?)>();
        var start = First;
        foreach (var code in codes)
        {
            var value = code % 4 == 3 ? double.NaN : code % 4;
            // neighbours differ, or they would be one period
            if (rows.Count > 0 && rows[^1].Item1.Equals(value)) continue;
            var end = start.AddDays(code / 4);
            rows.Add((value, start, end));
            start = end.AddDays(1);
        }

        if (rows.Count > 0) rows[^1] = (rows[^1].Item1, rows[^1].Item2, null);
        return rows;
    }

    private static IEnumerable<(double Value, DateOnly Start, DateOnly? End)> Cut(
        (double Value, DateOnly Start, DateOnly? End) row, HashSet<DateOnly> edges)
    {
        var start = row.Start;
        foreach (var edge in edges.Where(e => e > row.Start && !(e > row.End)).Order())
        {
            yield return (row.Value, start, edge.AddDays(-1));
            start = edge;
        }

        yield return (row.Value, start, row.End);
    }

    private static ColumnBatch Batch(List<(double Value, DateOnly Start, DateOnly? End)> rows) => new(
        Contract,
        new Dictionary<string, Array>
        {
            ["series_id"] = rows.Select(_ => (string?)"X").ToArray(),
            ["observation_date"] = rows.Select(_ => First).ToArray(), ["value"] = rows.Select(r => r.Value).ToArray(),
            ["vintage_date"] = rows.Select(r => r.Start).ToArray(), ["vintage_end"] = rows.Select(r => r.End).ToArray(),
            ["ingested_at"] = rows.Select(_ => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc)).ToArray(),
            ["source_name"] = rows.Select(_ => (string?)"fred").ToArray(),
            ["source_uri"] = rows.Select(_ => (string?)"u").ToArray(),
            ["api_version"] = rows.Select(_ => (string?)"1").ToArray(),
        },
        rows.Count);

    private static IEnumerable<(double Value, DateOnly Start, DateOnly? End)> Read(ColumnBatch batch) =>
        batch.Get<double[]>("value")
            .Select((v, i) => (v, batch.Get<DateOnly[]>("vintage_date")[i], batch.Get<DateOnly?[]>("vintage_end")[i]));
}
