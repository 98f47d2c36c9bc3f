using System.Globalization;
using TradeML.Data.Reference;
using TradeML.Data.Reference.Securities;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;

namespace TradeML.Data.Curation;

/// <summary>
/// Everything that one symbol's curated rows are derived from, by reference: raw files, events and excluded days.
/// </summary>
internal sealed class SymbolInputs
{
    private SymbolInputs(
        ILookup<string, ManifestEntry> files, ILookup<string, MergedEvent> events,
        ILookup<string, (string Source, DateOnly Day)> excluded,
        ILookup<string, DateOnly> handovers, string config)
    {
        Files = files;
        Events = events;
        Excluded = excluded;
        Handovers = handovers;
        Config = config;
    }

    /// <summary>Raw daily files by symbol.</summary>
    public ILookup<string, ManifestEntry> Files { get; }

    /// <summary>Corporate actions by symbol.</summary>
    public ILookup<string, MergedEvent> Events { get; }

    /// <summary>Source and day of bars that must not enter, by symbol.</summary>
    public ILookup<string, (string Source, DateOnly Day)> Excluded { get; }

    /// <summary>Days from which on another security has the ticker, by symbol, ascending.</summary>
    public ILookup<string, DateOnly> Handovers { get; }

    /// <summary>Hash of the settings and of the code.</summary>
    public string Config { get; }

    /// <summary>The symbols that have raw bars, ordinal order.</summary>
    public IEnumerable<string> Symbols => Files.Select(f => f.Key).Order(StringComparer.Ordinal);

    /// <summary>Reads them; the session shows reference.corp_actions and reference.securities.</summary>
    public static SymbolInputs Read(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, string codeVersion)
    {
        var files = lake.Manifest.Files(Curator.RawTable, Curator.DailyFiles)
            .Where(f => !options.Excludes(Curator.RawTable, f.Source)).ToList();
        var excluded = ExcludedDays.Read(lake, Curator.RawTable, options, asOf);
        var sources = files.Select(f => f.Source).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var config = Hashing.OfText(string.Join('\n', sources
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s}={options.PriorityOf(Curator.RawTable, s)}"))
            .Append($"amber={options.IncludeAmber}").Append($"as_of={asOf:O}").Append(codeVersion)));
        return new SymbolInputs(
            files.Where(f => f.Symbol is not null).ToLookup(f => f.Symbol!, StringComparer.Ordinal),
            ReferenceTables.Events(session), excluded, SecuritiesTable.Handovers(session), config);
    }

    /// <summary>A hash that changes whenever anything the symbol is derived from does.</summary>
    public string HashOf(string symbol)
    {
        var lines = new List<string> { Config };
        lines.AddRange(Files[symbol].Select(f => f.Path));
        foreach (var e in Events[symbol])
        {
            lines.Add(
                string.Create(CultureInfo.InvariantCulture,
                    $"{e.ExDate:yyyy-MM-dd} {e.Type} {e.Ratio:R} {e.Amount:R} {e.Related}"));
            if (e.Type == "SPIN_OFF" && e.Related is { } related) lines.AddRange(Files[related].Select(f => f.Path));
        }

        lines.AddRange(Handovers[symbol].Select(d => $"handover {d:yyyy-MM-dd}"));
        lines.AddRange(Excluded[symbol].Select(e => $"{e.Source} {e.Day:yyyy-MM-dd}"));
        return Hashing.OfText(string.Join('\n', lines));
    }
}
