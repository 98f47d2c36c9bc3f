namespace TradeML.Lake.Lineage;

/// <summary>Whether the files that an input names now are those that were read.</summary>
public enum LineageState
{
    /// <summary>The same files with the same content: the hash agrees.</summary>
    Unchanged,

    /// <summary>
    /// Some have been replaced or removed since: the file shows an earlier state, and a rebuild may change it.
    /// </summary>
    Replaced,
}
