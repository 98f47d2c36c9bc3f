using TradeML.Core.Errors;

namespace TradeML.Vendors.Datasets;

/// <summary>The datasets that a node can collect.</summary>
public sealed class DatasetCatalog
{
    private readonly Dictionary<string, DatasetSpec> byName;

    /// <summary>Creates a catalog.</summary>
    /// <param name="datasets">The datasets; names are unique.</param>
    public DatasetCatalog(IEnumerable<DatasetSpec> datasets)
    {
        All = [.. datasets];
        byName = All.ToDictionary(d => d.Name, StringComparer.Ordinal);
    }

    /// <summary>What TradeML collects.</summary>
    public static DatasetCatalog Standard { get; } = new(
        [
            new("listings", "raw/listings", DatasetKey.None, CompletenessRule.Confirmed) { IsList = true },
            new("corp_actions", "raw/corp_actions", DatasetKey.Symbol, CompletenessRule.Confirmed),
            new("equities_eod", "raw/equities_bars", DatasetKey.Symbol, CompletenessRule.Session) { Frequency = "1d" },
            new("equities_minute", "raw/equities_minute", DatasetKey.Symbol,
                CompletenessRule.Session) { Frequency = "1m",
                MaxDaysPerTask = 92 },
            new("delistings", "raw/delistings", DatasetKey.None, CompletenessRule.Standing) { IsList = true },
            new("company_tickers", "raw/company_tickers", DatasetKey.None, CompletenessRule.Standing) { IsList = true },
            new("filings", "raw/filings", DatasetKey.Symbol, CompletenessRule.Standing),
            new("company_facts", "raw/company_facts", DatasetKey.Symbol,
                CompletenessRule.Standing) { RefreshDays = 30 },
            new("company_profile", "raw/company_profile", DatasetKey.Symbol,
                CompletenessRule.Standing) { RefreshDays = 30 },
            new("market_cap", "raw/market_cap", DatasetKey.Symbol, CompletenessRule.Standing) { RefreshDays = 30,
                MaxDaysPerTask = 3650 },
            new("fundamentals_income", "raw/fundamentals_income", DatasetKey.Symbol,
                CompletenessRule.Standing) { RefreshDays = 30 },
            new("fundamentals_balance", "raw/fundamentals_balance", DatasetKey.Symbol,
                CompletenessRule.Standing) { RefreshDays = 30 },
            new("fundamentals_cashflow", "raw/fundamentals_cashflow", DatasetKey.Symbol,
                CompletenessRule.Standing) { RefreshDays = 30 },
            new("earnings", "raw/earnings", DatasetKey.Symbol, CompletenessRule.Standing) { RefreshDays = 30 },
            new("earnings_calendar", "raw/earnings", DatasetKey.None, CompletenessRule.Standing) { RefreshDays = 1,
                MaxDaysPerTask = 31 },
            new("macros_fred", "raw/macros_fred", DatasetKey.Series, CompletenessRule.Standing) { RefreshDays = 1 },
            new("macros_treasury", "raw/rates_treasury", DatasetKey.None,
                CompletenessRule.Standing) { RefreshDays = 1 },
            new("options_chain", "raw/options_chain", DatasetKey.Symbol,
                CompletenessRule.Session) { SnapshotOnly = true,
                MaxDaysPerTask = 1 },
            new("options_hist", "raw/options_chain", DatasetKey.Symbol,
                CompletenessRule.Session) { MaxDaysPerTask = 1 },
        ]);

    /// <summary>
    /// All datasets in the order in which a new stage asks for them: what explains other data comes first.
    /// </summary>
    public IReadOnlyList<DatasetSpec> All { get; }

    /// <summary>The dataset of a name.</summary>
    /// <param name="name">Logical name, for example <c>equities_eod</c>.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such dataset.</exception>
    public DatasetSpec this[string name] => Find(name) ?? throw new TradeMLException(
        ErrorKind.BadInput, $"There is no dataset '{name}'.", null,
        $"The datasets are {string.Join(", ", All.Select(d => d.Name))}.");

    /// <summary>The dataset of a name, or null.</summary>
    /// <param name="name">Logical name.</param>
    public DatasetSpec? Find(string name) => byName.GetValueOrDefault(name);
}
