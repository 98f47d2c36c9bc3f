using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;
using TradeML.Lake.Partitions;
using TradeML.Lake.Reading;
using TradeML.Lake.Recovery;
using TradeML.Lake.Runs;
using TradeML.Lake.Writing;

namespace TradeML.Lake;

/// <summary>
/// A lake: a folder of Parquet files and the control store that says which of them count: its own, or one that several
/// nodes share, each with a folder of its own. One process writes to a folder at a time; others may read beside it. The
/// folder may be moved: nothing in it knows where it lies.
/// </summary>
public sealed class DataLake : IDisposable
{
    private readonly DataLakeOptions options;
    private readonly LakeLock? writerLock;
    private readonly RetiredFiles retired;
    private readonly EnginePool engines;
    private readonly ICrashPoint? crash;
    private bool disposed;

    private DataLake(
        string root, ContractCatalog contracts, DataLakeOptions options, ControlStore control, LakeLock? writerLock,
        RecoveryReport recovery,
        ICrashPoint? crash)
    {
        Root = root;
        Contracts = contracts;
        this.options = options;
        this.writerLock = writerLock;
        this.crash = crash;
        Control = control;
        Recovery = recovery;
        retired = new RetiredFiles(root, control, crash);
        engines = new EnginePool(Path.Combine(root, "control", "tmp"), options);
        Manifest = new Manifest(control, root);
        Partitions = new PartitionLedger(control, root, contracts);
        Runs = new PipelineRuns(control);
        Writer = new LakeWriter(root, control, retired, options, crash);
        Reader = new LakeReader(this);
    }

    /// <summary>The lake's folder, absolute.</summary>
    public string Root { get; }

    /// <summary>The contracts of its tables.</summary>
    public ContractCatalog Contracts { get; }

    /// <summary>The control store.</summary>
    public ControlStore Control { get; }

    /// <summary>The list of its files.</summary>
    public Manifest Manifest { get; }

    /// <summary>The ledger of completeness.</summary>
    public PartitionLedger Partitions { get; }

    /// <summary>Writes files.</summary>
    public LakeWriter Writer { get; }

    /// <summary>Reads tables.</summary>
    public LakeReader Reader { get; }

    /// <summary>The record of pipeline executions.</summary>
    public PipelineRuns Runs { get; }

    /// <summary>What opening found left behind by a crash, and put in order.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>
    /// Opens a lake: creates its folders, takes the writer's lock, migrates the control store, and clears what a crash
    /// left behind.
    /// </summary>
    /// <param name="root">The lake's folder; created when it does not exist.</param>
    /// <param name="contracts">The tables' contracts.</param>
    /// <param name="options">How to open it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="crash">Told of every durable step; tests only.</param>
    /// <exception cref="TradeMLException">Storage: another process writes to it, its control store is newer, damaged or
    /// lost, or its disk fails.</exception>
    public static DataLake Open(
        string root, ContractCatalog contracts, DataLakeOptions options, TimeProvider time, ICrashPoint? crash = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (options.ReadOnly) return OpenReadOnly(root, contracts, options, time);
        LakeLock? writerLock = null;
        ControlStore? control = null;
        try
        {
            foreach (var folder in LakePaths.TopFolders) Directory.CreateDirectory(LakePaths.Full(root, folder));
            writerLock = LakeLock.Take(root, time, options.HolderName);
            control = OpenControl(root, options, time, crash);
            SessionTable.Fill(control);
            var recovery = LakeRecovery.Run(root, control, crash);
            return new DataLake(root, contracts, options, control, writerLock, recovery, crash);
        }
        catch (Exception e)
        {
            control?.Dispose();
            writerLock?.Dispose();
            if (StorageFault.Is(e)) throw StorageFault.Translate(e, root);
            throw;
        }
    }

    /// <summary>Whether a folder holds a lake, with a control store of its own or as a node of a shared one.</summary>
    /// <param name="root">The folder.</param>
    public static bool Exists(string root) =>
        File.Exists(LakePaths.ControlFile(root)) || File.Exists(LakePaths.IdentityFile(root));

    /// <summary>
    /// A table of the lake: as it is now, or with <see cref="LakeTable.AsOf"/> as it was known at an instant.
    /// </summary>
    /// <param name="name">Full name, for example <c>raw/equities_bars</c>.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table.</exception>
    public LakeTable Table(string name) => new(this, Contracts[name], null);

    /// <summary>Opens a DuckDB session over the lake.</summary>
    public DuckSession OpenSession() => new(this, retired, engines, options);

    /// <summary>
    /// Gives back the memory that is kept between uses: the engine of the sessions and the caches of the control store.
    /// Whoever waits for hours before the next use calls it; the next use takes some milliseconds longer.
    /// </summary>
    public void ReleaseMemory()
    {
        engines.Release();
        Control.ReleaseConnections();
    }

    /// <summary>Closes the lake and lets the next writer in.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        engines.Dispose();
        if (!options.ReadOnly && crash is null) retired.DeleteUnused();
        Writer.Dispose();
        Control.Dispose();
        writerLock?.Dispose();
    }

    private static ControlStore OpenControl(string root, DataLakeOptions options, TimeProvider time, ICrashPoint? crash)
    {
        if (options.DbUri.IsEmpty)
        {
            LakeRecovery.RefuseLostControl(root);
            return ControlStore.Open(LakePaths.ControlFile(root), options.Synchronous, time, crash);
        }

        NodeIdentity.Check(root, options.NodeId);
        var control = ControlStore.OpenShared(options.DbUri, options.NodeId, readOnly: false, time, crash);
        try
        {
            NodeIdentity.Claim(root, control);
            return control;
        }
        catch
        {
            control.Dispose();
            throw;
        }
    }

    private static DataLake OpenReadOnly(
        string root, ContractCatalog contracts, DataLakeOptions options, TimeProvider time)
    {
        if (!Exists(root))
            throw new TradeMLException(ErrorKind.DataMissing, "There is no lake in this folder yet.", root,
                "`ata node init` makes one.");
        if (options.DbUri.IsEmpty) LakeRecovery.RefuseLostControl(root);
        else NodeIdentity.Check(root, options.NodeId);
        var control = options.DbUri.IsEmpty
            ? ControlStore.OpenReadOnly(LakePaths.ControlFile(root), time)
            : ControlStore.OpenShared(options.DbUri, options.NodeId, readOnly: true, time);
        return new DataLake(root, contracts, options, control, null, new RecoveryReport([], [], []), null);
    }
}
