using TradeML.Data.Curation;
using TradeML.Data.Reference;
using TradeML.Data.Settings;
using TradeML.Data.Universe;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>Everything that computes a derived table as it was known at an instant.</summary>
public static class DerivedTables
{
    /// <summary>The derivations of the curated and reference tables.</summary>
    /// <param name="options">Priorities of the sources.</param>
    public static IReadOnlyList<ITableDerivation> All(CuratorOptions options) =>
        [new MergedReference(options), new SecurityReference(options), new AdjustedPrices(options),
            new AdjustedMinutes(options), new KnownUniverse(options)];
}
