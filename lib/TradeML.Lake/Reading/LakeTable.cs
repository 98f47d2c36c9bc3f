using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;

namespace TradeML.Lake.Reading;

/// <summary>One table of a lake, as it is now or as it was known at an instant.</summary>
public sealed class LakeTable
{
    private readonly DataLake lake;

    internal LakeTable(DataLake lake, TableContract contract, DateTime? instant) =>
        (this.lake, Contract, Instant) = (lake, contract, instant);

    /// <summary>Its contract.</summary>
    public TableContract Contract { get; }

    /// <summary>The instant (UTC) whose knowledge it shows; null for now.</summary>
    public DateTime? Instant { get; }

    /// <summary>
    /// The table as it was known at an instant. A row of a table with <c>ingested_at</c> is its newest version not
    /// after the instant. A derived table is computed anew from what was known then, in the session and not in the
    /// lake: it is what a rebuild for that instant writes. A table that only has a knowledge time shows the rows whose
    /// time has come.
    /// </summary>
    /// <param name="instant">The instant (UTC).</param>
    /// <exception cref="TradeMLException">Bad input: a local time was given.</exception>
    public LakeTable AsOf(DateTime instant) => instant.Kind == DateTimeKind.Local
        ? throw new TradeMLException(ErrorKind.BadInput,
            $"The instant {instant:O} is local time, and the lake's instants are UTC.", Contract.Name,
            "Convert it with ToUniversalTime().")
        : new LakeTable(lake, Contract, instant);

    /// <summary>
    /// Makes it a view of a session, under its own name (<c>raw/equities_bars</c> → <c>raw.equities_bars</c>).
    /// </summary>
    /// <param name="session">A session of the same lake.</param>
    /// <exception cref="TradeMLException">Bad input: the table has no knowledge time.</exception>
    public void Register(DuckSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Register(Contract.Name, Instant);
    }

    /// <summary>Runs a query over it, under its own name.</summary>
    /// <param name="sql">One statement, with <c>$1</c>, <c>$2</c>… for parameters; null for all columns and
    /// rows.</param>
    /// <param name="parameters">Values for the parameters.</param>
    /// <exception cref="TradeMLException">Bad input: the SQL is wrong, or the table has no knowledge time.</exception>
    public DuckColumns Query(string? sql = null, params object?[] parameters)
    {
        using var session = lake.OpenSession();
        Register(session);
        return session.Query(sql ?? $"FROM {TableViews.NameOf(Contract.Name)}", parameters);
    }

    /// <summary>Reads rows into arrays, in the contract's types.</summary>
    /// <param name="where">An SQL condition over its columns; null for all rows.</param>
    /// <param name="orderBy">SQL order; null for any.</param>
    /// <param name="parameters">Values for the condition.</param>
    public ColumnBatch Read(string? where = null, string? orderBy = null, params object?[] parameters) =>
        lake.Reader.ReadBatch(Contract.Name, where, orderBy, null, Instant, parameters);
}
