using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

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
    string Set, int Rows, int Symbols, int Sessions, DateOnly First, DateOnly Last, IReadOnlyList<FeatureShare> Features, IReadOnlyDictionary<string, string> Missing, double Seconds)
{
    /// <summary>Whether the names were drawn from survivors; the file carries it too.</summary>
    public required SurvivorshipVerdict Survivorship { get; init; }

    /// <summary>Computes the features of a file of bars (see <see cref="PanelFile"/>) and writes them (see <see cref="FeatureFile"/>).</summary>
    /// <param name="bars">The file of bars.</param>
    /// <param name="output">The file to write; it appears when it is complete.</param>
    /// <param name="config">The feature set.</param>
    /// <param name="threads">Threads, at least 1; the bytes do not depend on it.</param>
    /// <param name="clock">Measures the time taken.</param>
    /// <param name="survivorship">When names count as drawn from survivors; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="TradeMLException">Bad input: the bars or the set, with file, row and column. Storage: the output can't be written.</exception>
    public static FeatureFileRun Run(
        string bars, string output, FeatureSetConfig config, int threads, TimeProvider clock, SurvivorshipOptions? survivorship = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(clock);
        var began = clock.GetTimestamp();
        var panel = PanelFile.Load(bars, threads, cancellationToken);
        var matrix = EquityFeatures.Build(panel, config, threads, cancellationToken);
        var verdict = PanelSurvivorship.Of(panel, survivorship ?? new SurvivorshipOptions());
        var unknown = FeatureFile.Write(output, panel, matrix, threads, verdict, cancellationToken);
        return new(
            config.Name, panel.Rows, panel.SymbolCount, panel.Sessions.Length, panel.Sessions[0], panel.Sessions[^1],
            [.. matrix.Names.Select((name, i) => new FeatureShare(name, (double)unknown[i] / panel.Rows))], matrix.Missing, clock.GetElapsedTime(began).TotalSeconds)
        {
            Survivorship = verdict,
        };
    }
}
