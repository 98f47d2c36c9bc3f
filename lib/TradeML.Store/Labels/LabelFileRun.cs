using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Research.Labels;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Store.Labels;

/// <summary>What a run from a file of bars to a file of labels did.</summary>
/// <param name="Set">Name of the label set.</param>
/// <param name="Options">Its settings, the assumed delisting returns among them.</param>
/// <param name="Rows">Rows read and written.</param>
/// <param name="Symbols">Symbols.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Labelled">Rows with a label.</param>
/// <param name="Mean">Mean label; NaN without any.</param>
/// <param name="Ends">Rows by how the label ended, or why there is none.</param>
/// <param name="Seconds">Wall time of reading, computing and writing.</param>
public sealed record LabelFileRun(
    string Set, LabelSetOptions Options, int Rows, int Symbols, DateOnly First, DateOnly Last, int Labelled,
    double Mean, IReadOnlyDictionary<string, int> Ends, double Seconds)
{
    /// <summary>Whether the names were drawn from survivors; the file carries it too.</summary>
    public required SurvivorshipVerdict Survivorship { get; init; }

    /// <summary>
    /// Labels a file of bars (see <see cref="PanelFile"/>) and writes the labels (see <see cref="LabelFile"/>).
    /// </summary>
    /// <param name="bars">The file of bars.</param>
    /// <param name="output">The file to write; it appears when it is complete.</param>
    /// <param name="set">Name of the label set.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="delistings">Ends of listings that are known.</param>
    /// <param name="threads">Threads, at least 1; the bytes do not depend on it.</param>
    /// <param name="clock">Measures the time taken.</param>
    /// <param name="survivorship">When names count as drawn from survivors; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="TradeMLException">Bad input: the bars or the set, with file, row and column. Storage: the
    /// output can't be written.</exception>
    public static async Task<LabelFileRun> RunAsync(
        string bars, string output, string set, LabelSetOptions options, IReadOnlyList<Delisting> delistings,
        int threads, TimeProvider clock,
        SurvivorshipOptions? survivorship = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var began = clock.GetTimestamp();
        var panel = PanelFile.Load(bars, threads, cancellationToken);
        PanelFile.RequirePast(panel.Sessions[^1], bars, BarColumn.Date, clock);
        var columns = LabelSet.Build(panel, options, delistings, threads, cancellationToken);
        var verdict = PanelSurvivorship.Of(panel, survivorship ?? new SurvivorshipOptions());
        await LabelFile.WriteAsync(output, panel, columns, verdict, cancellationToken).ConfigureAwait(false);
        var known = columns.Labels.Value.Where(v => !double.IsNaN(v)).ToArray();
        var ends = columns.Labels.End.GroupBy(e => e).OrderBy(g => g.Key)
            .ToDictionary(g => LabelSet.Text(g.Key), g => g.Count());
        return new(
            set, options, panel.Rows, panel.SymbolCount, panel.Sessions[0], panel.Sessions[^1], known.Length,
            known.Length == 0 ? double.NaN : known.Average(), ends,
            clock.GetElapsedTime(began).TotalSeconds)
        {
            Survivorship = verdict,
        };
    }
}
