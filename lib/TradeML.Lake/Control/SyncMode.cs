namespace TradeML.Lake.Control;

/// <summary>SQLite's <c>synchronous</c> setting.</summary>
public enum SyncMode
{
    /// <summary>
    /// A crash of the process loses nothing; a power cut may lose the last commits but corrupts nothing.
    /// </summary>
    Normal,

    /// <summary>Every commit is flushed to disk before it returns.</summary>
    Full,
}
