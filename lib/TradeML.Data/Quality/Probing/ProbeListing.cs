using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality.Probing;

/// <summary>Reads what spot checks found, and exports it to <c>qc/qc_probe.parquet</c>.</summary>
public static class ProbeListing
{
    private const string Bookmark = "qc_probe.exported";

    private const string Sql = """
        SELECT dataset AS Dataset, symbol AS Symbol, day AS UnixDay, first_source AS First, second_source AS Second,
            score AS Score, code AS Code,
               rows_first AS RowsFirst, rows_second AS RowsSecond, detail AS Detail, probed_at AS ProbedAt
        FROM qc_probe ORDER BY probed_at DESC, dataset, symbol, day, first_source, second_source
        """;

    /// <summary>The spot checks, the newest first.</summary>
    /// <param name="control">The control store.</param>
    public static IReadOnlyList<ProbeEntry> Read(ControlStore control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return control.Read(r => r.Query<Row>(Sql).Select(row => new ProbeEntry(
            row.Dataset, row.Symbol, Lake.Control.UnixDay.ToDate(row.UnixDay), row.First, row.Second, row.Score,
            row.Code, row.RowsFirst, row.RowsSecond, row.Detail,
            InstantText.Parse(row.ProbedAt))).ToList());
    }

    /// <summary>Writes them to <c>qc/qc_probe.parquet</c> if there are newer ones than at the last time.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    public static void Export(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var newest = lake.Control.Read(r => r.Scalar<string?>("SELECT MAX(probed_at) FROM qc_probe"));
        if (newest is null || newest == Bookmarks.Get(lake.Control, Bookmark)) return;
        var rows = Read(lake.Control);
        var path = Path.Combine(lake.Root, "qc", "qc_probe.parquet");
        using var session = lake.OpenSession();
        session.CreateTable(
            "probe", ("dataset", rows.Select(r => (string?)r.Dataset).ToArray()),
            ("symbol", rows.Select(r => (string?)r.Symbol).ToArray()),
            ("day", rows.Select(r => r.Day == LedgerKey.Undated ? (DateOnly?)null : r.Day).ToArray()),
            ("first_source", rows.Select(r => (string?)r.FirstSource).ToArray()),
            ("second_source", rows.Select(r => (string?)r.SecondSource).ToArray()),
            ("score", rows.Select(r => r.Score).ToArray()),
            ("code", rows.Select(r => (string?)r.Code).ToArray()),
            ("rows_first", rows.Select(r => r.RowsFirst).ToArray()),
            ("rows_second", rows.Select(r => r.RowsSecond).ToArray()),
            ("detail", rows.Select(r => (string?)r.Detail).ToArray()),
            ("probed_at", rows.Select(r => r.ProbedAt).ToArray()));
        session.Execute(
            $"COPY probe TO '{(path + ".tmp").Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, "
                + "COMPRESSION zstd)");
        File.Move(path + ".tmp", path, overwrite: true);
        lake.Control.Write(tx => Bookmarks.Set(tx, Bookmark, newest));
    }

    private sealed class Row
    {
        public string Dataset { get; init; } = "";

        public string Symbol { get; init; } = "";

        public long UnixDay { get; init; }

        public string First { get; init; } = "";

        public string Second { get; init; } = "";

        public double Score { get; init; }

        public string Code { get; init; } = "";

        public long RowsFirst { get; init; }

        public long RowsSecond { get; init; }

        public string Detail { get; init; } = "";

        public string ProbedAt { get; init; } = "";
    }
}
