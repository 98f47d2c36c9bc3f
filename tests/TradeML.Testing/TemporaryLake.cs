using Microsoft.Extensions.Time.Testing;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Reading;

namespace TradeML.Testing;

/// <summary>
/// A lake in a temporary folder with a clock that stands still at 2024-03-04 21:00 UTC until it is moved.
/// </summary>
public sealed class TemporaryLake : IDisposable
{
    private readonly ContractCatalog contracts;
    private readonly Secret database;
    private readonly string node;
    private readonly IReadOnlyList<ITableDerivation> derivations;

    public TemporaryLake(
        ContractCatalog? contracts = null, ICrashPoint? crash = null,
        IReadOnlyList<ITableDerivation>? derivations = null, DateTimeOffset? now = null)
        : this(contracts ?? ContractCatalog.LoadEmbedded(), crash, template: null,
            TestPostgres.NewLake(TestPostgres.DefaultKind), derivations: derivations, now: now)
    {
    }

    /// <summary>A lake whose control store is in a database of that kind, a new one.</summary>
    public TemporaryLake(StoreKind kind, ICrashPoint? crash = null)
        : this(ContractCatalog.LoadEmbedded(), crash, null, TestPostgres.NewLake(kind))
    {
    }

    /// <summary>A lake of that kind that computes derived tables as of an instant.</summary>
    public TemporaryLake(StoreKind kind, IReadOnlyList<ITableDerivation> derivations)
        : this(ContractCatalog.LoadEmbedded(), null, null, TestPostgres.NewLake(kind), derivations: derivations)
    {
    }

    /// <summary>A lake that is a node of a control store in PostgreSQL.</summary>
    public TemporaryLake(Secret database, string node)
        : this(ContractCatalog.LoadEmbedded(), null, null, database, node)
    {
    }

    private TemporaryLake(
        ContractCatalog contracts, ICrashPoint? crash, string? template, Secret database = default,
        string node = "node",
        IReadOnlyList<ITableDerivation>? derivations = null, DateTimeOffset? now = null)
    {
        if (now is { } start) Time = new FakeTimeProvider(start);
        this.derivations = derivations ?? [];
        this.database = database;
        this.node = node;
        this.contracts = contracts;
        Root = Path.Combine(Path.GetTempPath(), "trademl-lake-" + Guid.NewGuid().ToString("N"));
        if (template is not null) CopyFolder(template, Root);
        Lake = Open(crash);
    }

    /// <summary>The folder; it may be moved while the lake is closed.</summary>
    public string Root { get; private set; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2024, 3, 4, 21, 0, 0, TimeSpan.Zero));

    /// <summary>The open lake.</summary>
    public DataLake Lake { get; private set; }

    /// <summary>Closes the lake and opens it again, as the next process would.</summary>
    public DataLake Reopen(ICrashPoint? crash = null)
    {
        Lake.Dispose();
        return Lake = Open(crash);
    }

    /// <summary>Another lake with the content of this one, which must be closed.</summary>
    public TemporaryLake Copy(ICrashPoint? crash) => new(contracts, crash, Root, derivations: derivations);

    /// <summary>Closes the lake, moves its folder and opens it there.</summary>
    public DataLake MoveAndReopen()
    {
        Lake.Dispose();
        var target = Root + "-moved";
        Directory.Move(Root, target);
        Root = target;
        return Lake = Open(null);
    }

    public void Dispose()
    {
        Lake.Dispose();
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private DataLake Open(ICrashPoint? crash) =>
        DataLake.Open(Root, contracts, new DataLakeOptions
        {
            MemoryLimitMb = 512, Synchronous = SyncMode.Normal, DbUri = database, NodeId = node,
            Derivations = derivations,
        }, Time, crash);
}
