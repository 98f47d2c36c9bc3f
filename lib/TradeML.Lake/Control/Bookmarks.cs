namespace TradeML.Lake.Control;

/// <summary>Small named facts in the control store, for example how far something has been read.</summary>
public static class Bookmarks
{
    /// <summary>The value of a bookmark, or null when it was never set.</summary>
    /// <param name="store">The control store.</param>
    /// <param name="name">Its name, for example <c>curator.raw_watermark</c>.</param>
    public static string? Get(ControlStore store, string name) =>
        store.Read(r => r.Scalar<string?>("SELECT value FROM bookmarks WHERE name = @name", new { name }));

    /// <summary>The value of a bookmark as the transaction sees it, or null.</summary>
    /// <param name="tx">A write transaction.</param>
    /// <param name="name">Its name.</param>
    public static string? Get(ControlTransaction tx, string name) =>
        tx.Scalar<string?>("SELECT value FROM bookmarks WHERE name = @name", new { name });

    /// <summary>Sets a bookmark.</summary>
    /// <param name="tx">A write transaction.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its new value.</param>
    public static void Set(ControlTransaction tx, string name, string value) => tx.Execute(
        "INSERT INTO bookmarks (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = "
            + "excluded.value", new { name, value });
}
