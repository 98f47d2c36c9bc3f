using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Proof.Outputs;
using TradeML.Proof.Perturbations;
using TradeML.Store.Panels;

namespace TradeML.Proof.LakeCopies;

/// <summary>
/// Holds the as-of operator to its promise on a copy of the lake: after an instant vendors deliver revisions, late rows
/// and new events, and every raw, reference and curated table as of that instant must keep its bits. Derived tables are
/// computed anew from the corrupted copy.
/// </summary>
public static class LakeCopyProof
{
    /// <summary>Runs the proof.</summary>
    /// <param name="lake">The lake; it is only read. The copy has a control store of its own, whatever the lake's
    /// is.</param>
    /// <param name="folder">An empty folder that the copy goes to; the caller deletes it.</param>
    /// <param name="open">Opens the copy for writing as the lake itself was opened.</param>
    /// <param name="count">Instants to cut at: the lake's last delivery first, then earlier ones.</param>
    /// <param name="seed">Same seed, same future.</param>
    /// <param name="progress">Told how far it is; null = nobody.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TradeMLException">Data missing: the lake has no raw file. Internal: the corruption was not seen
    /// even without an instant.</exception>
    public static async Task<(SubjectVerdict Verdict, IReadOnlyList<CutInstant> Cuts)> RunAsync(
        DataLake lake, string folder, Func<string, DataLake> open, int count, int seed,
        IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(open);
        var cuts = Deliveries(lake, count);
        LakeCopy.Make(lake, folder, cancellationToken);
        var collector = new LeakCollector(3);
        using var copy = open(folder);
        var tables = Tables(lake);
        // The latest first: what is corrupted after a later instant lies after the earlier ones too.
        for (var i = 0; i < cuts.Count; i++)
        {
            progress?.Report(new(i, cuts.Count, "tables as of, on a copy of the lake", cuts[i], collector.Leaked));
            var delivered = await LakeCopy.CorruptAsync(copy, cuts[i].At, seed + i, cancellationToken)
                .ConfigureAwait(false);
            RequireSeen(lake, copy, delivered);
            foreach (var table in tables)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Compare(lake, copy, table, cuts[i], collector);
            }

            if (lake.Reader.Files(PanelLoader.Table).Count > 0)
                new OutputComparison(cuts[i], [], collector)
                    .Compare([LakeTableOutput.Panel(lake, cuts[i].At)], [LakeTableOutput.Panel(copy, cuts[i].At)]);
        }

        return (new("tables as of, on a copy of the lake", collector.Compared, 0, collector.Columns(),
            collector.Leaked > 0 ? PerturbationKind.LaterRevisions | PerturbationKind.LateRows : PerturbationKind.None),
            cuts);
    }

    /// <summary>Whether all files that would be copied lie on this node's disk.</summary>
    /// <param name="lake">The lake.</param>
    public static bool IsWhole(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return LakeCopy.Tables(lake).SelectMany(t => lake.Reader.Files(t.Name)).All(f => f.IsHere);
    }

    private static IReadOnlyList<CutInstant> Deliveries(DataLake lake, int count)
    {
        var instants = lake.Contracts.Tables.Where(t => t.Name.StartsWith("raw/", StringComparison.Ordinal))
            .SelectMany(t => lake.Reader.Files(t.Name))
            .Select(f => f.IngestedAt).Distinct().OrderDescending().ToArray();
        if (instants.Length == 0)
            throw new TradeMLException(ErrorKind.DataMissing, "The lake has no raw file to revise.", "raw",
                "Run `ata backfill run`.");
        return [.. Enumerable.Range(0, Math.Min(count, instants.Length))
            .Select(i =>
                new CutInstant(instants[(int)((long)i * instants.Length / Math.Min(count, instants.Length))],
                    i == 0 ? "last delivery" : "a delivery"))];
    }

    private static List<TableContract> Tables(DataLake lake)
    {
        bool CanBeAsked(TableContract table)
        {
            try
            {
                using var session = lake.OpenSession();
                session.Register(table.Name, DateTime.UnixEpoch);
                return true;
            }
            catch (TradeMLException e) when (e.Kind == ErrorKind.BadInput)
            {
                // A table without a knowledge time refuses to answer for an instant, which is right.
                return false;
            }
        }

        return [
            .. lake.Contracts.Tables
                .Where(t =>
                    t.Name.StartsWith("raw/", StringComparison.Ordinal)
                        || t.Name.StartsWith("reference/", StringComparison.Ordinal)
                        || t.Name.StartsWith("curated/", StringComparison.Ordinal))
            .Where(t => lake.Reader.Files(t.Name).Count > 0 && CanBeAsked(t))];
    }

    private static void Compare(
        DataLake lake, DataLake copy, TableContract table, CutInstant cut, LeakCollector collector)
    {
        var (before, after) = (LakeTableOutput.Fingerprint(lake, table, cut.At),
            LakeTableOutput.Fingerprint(copy, table, cut.At));
        if (before == after)
        {
            collector.Count(before.Rows * table.Columns.Count, 0);
            return;
        }

        new OutputComparison(cut, [], collector)
            .Compare([LakeTableOutput.Rows(lake, table, cut.At)], [LakeTableOutput.Rows(copy, table, cut.At)]);
    }

    /// <summary>A corruption that nobody could see would prove nothing.</summary>
    private static void RequireSeen(DataLake lake, DataLake copy, SortedDictionary<string, long> delivered)
    {
        foreach (var table in delivered.Where(d => d.Value > 0).Select(d => lake.Contracts[d.Key]))
            if (LakeTableOutput.Fingerprint(lake, table, null) == LakeTableOutput.Fingerprint(copy, table, null))
                throw new TradeMLException(ErrorKind.Internal,
                    $"The later rows of {table.Name} are not seen even without an instant.", table.Name);
    }
}
