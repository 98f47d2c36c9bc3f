using System.Data.Common;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>The database beneath a control store.</summary>
internal interface IControlEngine
{
    /// <summary>Which database it is, as errors name it; without secrets.</summary>
    string Place { get; }

    SqlDialect Dialect { get; }

    /// <summary>SQL that begins a write transaction.</summary>
    string BeginWrite { get; }

    /// <summary>SQL that begins a read transaction: one consistent view.</summary>
    string BeginRead { get; }

    /// <summary>Opens a connection.</summary>
    /// <param name="write">Whether it will write.</param>
    DbConnection Connect(bool write);

    /// <summary>
    /// Waits until no other node does this work, and keeps the others out of it until the result is disposed.
    /// </summary>
    Task<IAsyncDisposable> TakeTurnAsync(string work, CancellationToken ct);

    /// <summary>Ends a transaction that failed, as far as the database has not ended it already.</summary>
    void RollBack(DbConnection connection);

    /// <summary>
    /// Whether a transaction that failed so would succeed if it ran again: another one was in its way.
    /// </summary>
    bool MayRetry(DbException e);

    /// <summary>Whether the connection is gone.</summary>
    bool IsLost(DbConnection connection);

    /// <summary>The sentence for an error.</summary>
    TradeMLException Translate(DbException e);
}
