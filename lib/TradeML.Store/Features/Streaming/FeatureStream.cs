using System.Collections.Concurrent;
using TradeML.Core.Universe;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Store.Features.Streaming;

/// <summary>
/// From a Parquet file of bars to one of features, some symbols at a time. Steps across symbols need all symbols of a
/// day: with them, the columns are kept in a scratch file that is cut into tiles of days, taken tile by tile through
/// the steps, and read back group by group.
/// </summary>
internal sealed class FeatureStream : IDisposable
{
    private readonly BarStream bars;
    private readonly FeatureSetConfig config;
    private readonly SymbolFeatures features;
    private readonly FeatureFileWriter file;
    private readonly ScratchTiles? scratch;
    private readonly ParallelOptions options;
    private readonly ConcurrentBag<SymbolWorker> workers = [];
    private readonly Stack<FeatureGroup> free = [];
    private readonly List<FeatureGroup> open = [];
    private readonly int[] dates;
    private readonly (int First, int Last)[] lives;

    internal FeatureStream(BarStream bars, string output, FeatureSetConfig config)
    {
        (this.bars, this.config, options) = (bars, config, bars.Options);
        features = new(config, bars.Rows);
        var epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        dates = Array.ConvertAll(bars.Rows.Sessions, session => session.DayNumber - epoch);
        lives = new (int, int)[bars.Symbols.Count];
        file = new(output, features.Names);
        if (Array.Exists(features.Names, name => features.TakesSteps(Array.IndexOf(features.Names, name))))
            scratch = new(output + ".scratch", bars, features);
    }

    /// <summary>The set and what it lacks.</summary>
    internal SymbolFeatures Features => features;

    private int Rows => bars.RowStarts[^1];

    /// <summary>Computes and writes.</summary>
    /// <param name="survivorship">When names count as drawn from survivors; the verdict goes with the file.</param>
    /// <returns>The verdict, and the number of unknown values of each feature.</returns>
    internal (SurvivorshipVerdict Verdict, long[] Unknown) Run(SurvivorshipOptions survivorship)
    {
        while (bars.Next())
        {
            Compute();
            while (open.Count > 0 && (open[0].FirstRow + FeatureFileWriter.GroupRows <= EndRow || EndRow == Rows))
                Complete();
        }

        if (scratch is not null)
        {
            scratch.Step(config, bars.Rows, options);
            var group = free.Pop();
            for (group.Index = 0; group.FirstRow < Rows; group.Index++)
            {
                file.Begin(RowsOf(group));
                scratch.Load(group, RowsOf(group), file, options);
                Encode(group, features.TakesSteps);
                End(group);
            }
        }

        var verdict = PanelSurvivorship.Of(bars.Rows.Sessions, lives, survivorship);
        file.Finish([SurvivorshipNote.Of(verdict)]);
        return (verdict, file.Unknown);
    }

    private int EndRow => bars.RowStarts[bars.EndSymbol];

    public void Dispose()
    {
        file.Dispose();
        scratch?.Dispose();
    }

    private int RowsOf(FeatureGroup group) => Math.Min(FeatureFileWriter.GroupRows, Rows - group.FirstRow);

    private void Compute()
    {
        var begin = bars.RowStarts[bars.FirstSymbol] / FeatureFileWriter.GroupRows;
        for (var index = begin + open.Count; index * FeatureFileWriter.GroupRows < EndRow; index++)
        {
            if (!free.TryPop(out var group)) group = new(features);
            group.Index = index;
            open.Add(group);
        }

        Parallel.For(
            bars.FirstSymbol, bars.EndSymbol, options,
            () => workers.TryTake(out var worker) ? worker : features.NewWorker(),
            (symbol, _, worker) =>
            {
                Compute(symbol, worker);
                return worker;
            },
            workers.Add);
    }

    private void Compute(int symbol, SymbolWorker worker)
    {
        var (row, length) = (bars.RowStarts[symbol], bars.RowStarts[symbol + 1] - bars.RowStarts[symbol]);
        var day = bars.Rows.Day.AsSpan(row - bars.FirstRow, length);
        worker.Load(symbol, row - bars.FirstRow, length);
        lives[symbol] = (day[0], day[^1]);
        scratch?.Cut(symbol, row, day);
        foreach (var part in Parts(row, length))
            day.Slice(part.From, part.Count).CopyTo(part.Group.Day.AsSpan(part.At));
        for (var column = 0; column < features.Names.Length; column++)
        {
            if (features.IsMissing(column)) continue;
            var values = worker.Compute(column);
            foreach (var part in Parts(row, length))
                SymbolFeatures.Narrow(values.Slice(part.From, part.Count),
                    part.Group.Column(column).Slice(part.At, part.Count));
        }
    }

    /// <summary>The parts of a symbol's rows that lie in each open group.</summary>
    private IEnumerable<(FeatureGroup Group, int From, int At, int Count)> Parts(int row, int length)
    {
        foreach (var group in open)
        {
            var (from, end) = (Math.Max(row, group.FirstRow),
                Math.Min(row + length, group.FirstRow + FeatureFileWriter.GroupRows));
            if (end > from) yield return (group, from - row, from - group.FirstRow, end - from);
        }
    }

    private void Complete()
    {
        var group = open[0];
        open.RemoveAt(0);
        file.Begin(RowsOf(group));
        if (scratch is null)
        {
            Encode(group, column => !features.IsMissing(column));
            End(group);
        }
        else
        {
            Encode(group, column => !features.IsMissing(column) && !features.TakesSteps(column));
            scratch.Save(group, RowsOf(group), file, options);
        }

        free.Push(group);
    }

    private void Encode(FeatureGroup group, Func<int, bool> wanted)
    {
        var rows = RowsOf(group);
        Parallel.For(0, features.Names.Length, options, column =>
        {
            if (wanted(column)) file.Column(column + FeatureFileWriter.Keys).Add(group.Column(column)[..rows]);
        });
    }

    /// <summary>Adds the keys, and what is unknown everywhere, and writes the group.</summary>
    private void End(FeatureGroup group)
    {
        var rows = RowsOf(group);
        file.Column(0).Add(FeatureFile.SymbolsOf(bars.RowStarts, bars.Symbols, group.FirstRow, rows));
        for (var row = 0; row < rows; row++) group.Day[row] = dates[group.Day[row]];
        file.Column(1).Add(group.Day.AsSpan(0, rows));
        for (var column = 0; column < features.Names.Length; column++)
            if (features.IsMissing(column)) file.Column(column + FeatureFileWriter.Keys).AddUnknown();
        file.End();
    }
}
