using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Quality.Audits;

/// <summary>
/// Keeps the control store's <c>listed_asset</c> at the newest snapshot of each vendor's list of assets (raw/listings).
/// </summary>
internal static class ListingSnapshots
{
    private const string Table = "raw/listings";
    private const string Bookmark = "quality.listings";

    private const string SaveSql = """
        INSERT INTO listed_asset (symbol, source, active, known_at) VALUES (@symbol, @source, @active, @known)
        ON CONFLICT (symbol, source) DO UPDATE SET active = excluded.active, known_at = excluded.known_at
        WHERE excluded.known_at >= listed_asset.known_at
        """;

    /// <summary>
    /// Reads the snapshots if there are new ones. A ticker counts as active while any asset of that name is.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="ct">Stops before the store is changed.</param>
    /// <returns>Whether anything was read.</returns>
    public static Task<bool> RefreshAsync(DataLake lake, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return Task.Run(() => Refresh(lake, ct), ct);
    }

    private static bool Refresh(DataLake lake, CancellationToken ct)
    {
        var own = new FileFilter { HereOnly = true }; // each node enters what it has seen
        var files = lake.Manifest.Files(Table, own);
        var hash = Hashing.OfText(string.Join('\n', files.Select(f => f.Path)));
        var bookmark = lake.Control.Node.Length == 0 ? Bookmark : $"{Bookmark}.{lake.Control.Node}";
        if (files.Count == 0 || Bookmarks.Get(lake.Control, bookmark) == hash) return false;
        using var session = lake.OpenSession();
        session.Register(Table, null, own);
        var rows = session.Query(
            """
            -- What the newest snapshot of each source says about each ticker; an asset that has left the list
            -- says nothing any more.
            WITH newest AS (SELECT * FROM raw.listings
                QUALIFY ingested_at = max(ingested_at) OVER (PARTITION BY source_name))
            SELECT symbol, source_name, max(CASE WHEN status = 'active' THEN 1 ELSE 0 END), max(ingested_at)
            FROM newest GROUP BY symbol, source_name ORDER BY symbol, source_name
            """);
        ct.ThrowIfCancellationRequested();
        var (symbols, sources, active, known) = (rows.Texts(0), rows.Texts(1), rows.Longs(2), rows.Instants(3));
        lake.Control.Write(tx =>
        {
            var save = tx.Prepare(SaveSql, "@symbol", "@source", "@active", "@known");
            for (var i = 0; i < rows.RowCount; i++)
                save.Execute(symbols[i], sources[i], active[i], InstantText.From(known[i]));
            Bookmarks.Set(tx, bookmark, hash);
        });
        return true;
    }
}
