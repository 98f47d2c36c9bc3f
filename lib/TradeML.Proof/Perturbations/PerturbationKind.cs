namespace TradeML.Proof.Perturbations;

/// <summary>The ways in which the future is corrupted; each touches only what became known after the cut.</summary>
[Flags]
public enum PerturbationKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values of rows that became known later are changed.</summary>
    ChangedValues = 1,

    /// <summary>
    /// Later days get rows that were not there, existing symbols and new ones, and more days follow the last.
    /// </summary>
    AddedRows = 2,

    /// <summary>Rows that became known later go; some symbols lose all of them.</summary>
    RemovedRows = 4,

    /// <summary>Rows that were known already get another version later.</summary>
    LaterRevisions = 8,

    /// <summary>
    /// Events that nobody knew of happen later: splits, delistings, changes of index, sector, ticker and report dates.
    /// </summary>
    LaterEvents = 16,

    /// <summary>Rows of days up to the cut arrive only after it.</summary>
    LateRows = 32,

    /// <summary>All of them at once.</summary>
    All = ChangedValues | AddedRows | RemovedRows | LaterRevisions | LaterEvents | LateRows,
}
