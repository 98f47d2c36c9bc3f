using TradeML.Core.Contracts;
using TradeML.Lake.Reading;

namespace TradeML.Lake.Writing;

/// <summary>One of several files that become visible together: a batch of rows, or the result of a query.</summary>
public sealed record LakeWrite
{
    /// <summary>A file of rows in memory.</summary>
    /// <param name="spec">What the file is.</param>
    /// <param name="batch">Its rows.</param>
    public LakeWrite(LakeFileSpec spec, ColumnBatch batch) => (Spec, Batch) = (spec, batch);

    /// <summary>A file of a query's result.</summary>
    /// <param name="spec">What the file is.</param>
    /// <param name="session">The session that runs the query.</param>
    /// <param name="selectSql">A SELECT that names the contract's columns and orders its rows.</param>
    public LakeWrite(LakeFileSpec spec, DuckSession session, string selectSql) =>
        (Spec, Session, SelectSql) = (spec, session, selectSql);

    /// <summary>What the file is.</summary>
    public LakeFileSpec Spec { get; }

    /// <summary>Its rows, or null when a query makes them.</summary>
    public ColumnBatch? Batch { get; }

    /// <summary>The session that runs the query, or null.</summary>
    public DuckSession? Session { get; }

    /// <summary>The query, or null.</summary>
    public string? SelectSql { get; }
}
