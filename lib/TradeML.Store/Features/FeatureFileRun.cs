using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake.Csv;
using TradeML.Research.Features;
using TradeML.Research.Features.CrossSections;
using TradeML.Research.Panels;
using TradeML.Store.Bars;
using TradeML.Store.Features.Streaming;

namespace TradeML.Store.Features;

/// <summary>What a run from a file of bars to a file of features did.</summary>
/// <param name="Set">Name of the feature set.</param>
/// <param name="Rows">Rows read and written.</param>
/// <param name="Symbols">Symbols.</param>
/// <param name="Sessions">Distinct days.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Features">The features with their shares of unknown values, in column order.</param>
/// <param name="Missing">Features that are unknown everywhere because the bars lack an input: feature → input.</param>
/// <param name="Seconds">Wall time of reading, computing and writing.</param>
public sealed record FeatureFileRun(
    string Set, int Rows, int Symbols, int Sessions, DateOnly First, DateOnly Last,
    IReadOnlyList<FeatureShare> Features, IReadOnlyDictionary<string, string> Missing, double Seconds)
{
    /// <summary>Whether the names were drawn from survivors; the file carries it too.</summary>
    public required SurvivorshipVerdict Survivorship { get; init; }

    /// <summary>
    /// Computes the features of a file of bars (see <see cref="PanelFile"/>) and writes them (see
    /// <see cref="FeatureFile"/>).
    /// </summary>
    /// <param name="bars">The file of bars.</param>
    /// <param name="output">The file to write; it appears when it is complete.</param>
    /// <param name="config">The feature set.</param>
    /// <param name="threads">Threads, at least 1; the bytes do not depend on it.</param>
    /// <param name="clock">Measures the time taken.</param>
    /// <param name="survivorship">When names count as drawn from survivors; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="TradeMLException">Bad input: the bars or the set, with file, row and column. Storage: the
    /// output can't be written.</exception>
    public static FeatureFileRun Run(
        string bars, string output, FeatureSetConfig config, int threads, TimeProvider clock,
        SurvivorshipOptions? survivorship = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(clock);
        var began = clock.GetTimestamp();
        var judged = survivorship ?? new SurvivorshipOptions();
        // Steps that look at a row's sector or size need the whole panel; a CSV is read whole.
        return CsvFile.IsCsv(bars) || TileSteps.NeedRows(config)
            ? OfPanel(PanelFile.Load(bars, threads, cancellationToken)) : Streamed();

        FeatureFileRun OfPanel(Panel panel)
        {
            PanelFile.RequirePast(panel.Sessions[^1], bars, BarColumn.Date, clock);
            var matrix = EquityFeatures.Build(panel, config, threads, cancellationToken);
            var verdict = PanelSurvivorship.Of(panel, judged);
            var unknown = FeatureFile.Write(output, panel, matrix, threads, verdict, cancellationToken);
            return Done(panel.Rows, panel.SymbolCount, panel.Sessions, matrix.Names, unknown, matrix.Missing, verdict);
        }

        FeatureFileRun Streamed()
        {
            PanelFile.Check(bars, threads);
            using var stream = BarStream.Open(bars, SymbolFeatures.InputsOf(config),
                new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken });
            PanelFile.RequirePast(stream.Rows.Sessions[^1], bars, BarColumn.Date, clock);
            using var run = new FeatureStream(stream, output, config);
            var (verdict, unknown) = run.Run(judged);
            return Done(stream.RowStarts[^1], stream.Symbols.Count, stream.Rows.Sessions, run.Features.Names, unknown,
                run.Features.Missing, verdict);
        }

        FeatureFileRun Done(
            int rows, int symbols, DateOnly[] sessions, string[] names, long[] unknown,
            IReadOnlyDictionary<string, string> missing, SurvivorshipVerdict verdict) => new(
                config.Name, rows, symbols, sessions.Length, sessions[0], sessions[^1],
                [.. names.Select((name, i) => new FeatureShare(name, (double)unknown[i] / rows))], missing,
                clock.GetElapsedTime(began).TotalSeconds)
            {
                Survivorship = verdict,
            };
    }
}
