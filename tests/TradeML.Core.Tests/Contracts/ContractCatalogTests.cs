using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Testing;

namespace TradeML.Core.Tests.Contracts;

[TestFixture]
public sealed class ContractCatalogTests
{
    private const string Metadata = "ingested_at source_name source_uri vendor_ts api_version";
    private static readonly ContractCatalog Catalog = ContractCatalog.LoadEmbedded();

    // SSOT §2.1: the canonical tables.
    [TestCase("raw/equities_bars",
        "date symbol open high low close vwap volume nbbo_spread trades session_id " + Metadata)]
    [TestCase("raw/equities_ticks", "ts_ns symbol price size side venue seq " + Metadata)]
    [TestCase("raw/options_nbbo",
        "ts_ns underlier expiry strike cp_flag bid ask bid_size ask_size nbbo_mid exchs_bitmap " + Metadata)]
    [TestCase("raw/macros_fred", "series_id observation_date value vintage_date vintage_end " + Metadata)]
    [TestCase("raw/fundamentals_income", "symbol period_end filed_at revenue net_income " + Metadata)]
    [TestCase("raw/fundamentals_balance", "symbol period_end filed_at total_assets shares_outstanding " + Metadata)]
    [TestCase("raw/fundamentals_cashflow", "symbol period_end filed_at operating_cash_flow " + Metadata)]
    [TestCase("raw/corp_actions", "symbol event_type ex_date ratio amount ingested_at source_name source_uri")]
    [TestCase("raw/listings", "vendor_id symbol status ipo_date delist_date ingested_at source_name source_uri")]
    [TestCase("reference/corp_actions", "symbol event_type ex_date record_date pay_date ratio source_priority")]
    [TestCase("reference/delistings", "symbol delist_date reason source_priority claims")]
    [TestCase("reference/calendars", "exchange date is_session open_utc close_utc early_close holiday")]
    [TestCase("reference/index_membership", "index_id symbol start_date end_date known_at")]
    [TestCase("reference/tick_size_regime", "symbol start_date end_date tick_size")]
    [TestCase("reference/universe", "date symbol eligible")]
    [TestCase("curated/equities_ohlcv_adj", "date symbol close adj_close cum_price_factor tr_close")]
    [TestCase("curated/options_iv", "date underlier expiry strike cp_flag iv delta gamma vega theta rho")]
    [TestCase("curated/options_svi_surface", "date underlier expiry a b rho m sigma fit_rmse no_arb_flags")]
    // SSOT §2.8: the control tables.
    [TestCase("control/partition_status",
        "id source_name table_name symbol dt partition_key status qc_score row_count expected_rows qc_code "
            + "first_observed_at last_observed_at")]
    [TestCase("control/backfill_queue",
        "id dataset symbol start_date end_date kind priority status attempts generation lease_owner lease_expires_at "
            + "next_not_before last_error created_at updated_at")]
    [TestCase("control/pipeline_runs",
        "id pipeline_name params_json status started_at finished_at metrics_json artifact_uri")]
    // SSOT §4.9: backtest, execution and report.
    [TestCase("execution/bars", "dt symbol open high low close vwap volume nbbo_spread turnover session_id")]
    [TestCase("execution/ticks", "ts symbol price size side venue seq")]
    [TestCase("execution/orders", "order_id ts symbol side qty order_type limit_price tif strategy_tag")]
    [TestCase("execution/fills", "fill_id order_id ts symbol side qty price fee liquidity_flag")]
    [TestCase("reports/daily",
        "asof pnl gross_exposure net_exposure turnover positions strategies risk_metrics data_health")]
    [TestCase("models/oof_predictions", "date symbol path score label")]
    public void Catalog_SpecifiedTable_HasEveryColumn(string table, string columns) =>
        Assert.That(Catalog[table].Columns.Select(c => c.Name), Is.SupersetOf(columns.Split(' ')));

    [TestCase("control/partition_status", "status", "GREEN AMBER RED")]
    [TestCase("control/backfill_queue", "kind", "BOOTSTRAP GAP FORWARD QC_PROBE")]
    [TestCase("control/backfill_queue", "status", "PENDING LEASED DONE FAILED")]
    [TestCase("control/pipeline_runs", "status", "RUNNING FAILED SUCCEEDED CANCELLED")]
    [TestCase("execution/orders", "side", "BUY SELL")]
    [TestCase("execution/orders", "order_type", "MKT LMT")]
    [TestCase("execution/orders", "tif", "DAY IOC FOK GTC")]
    [TestCase("execution/fills", "liquidity_flag", "MAKER TAKER UNKNOWN")]
    public void Catalog_SpecifiedEnumeration_AllowsExactlyItsValues(string table, string column, string values) =>
        Assert.That(Catalog[table].Find(column)!.Values, Is.EquivalentTo(values.Split(' ')));

    [TestCase("execution/orders", "qty")]
    [TestCase("execution/orders", "limit_price")]
    [TestCase("execution/fills", "price")]
    [TestCase("execution/fills", "fee")]
    public void Catalog_MoneyOfOrders_IsDecimal(string table, string column) =>
        Assert.That(Catalog[table].Find(column)!.Type, Is.EqualTo(ColumnType.Decimal));

    [Test]
    public void Catalog_EveryNumber_HasAUnit()
    {
        var bare = Catalog.Tables.SelectMany(t => t.Columns, (t, c) => (Table: t.Name, Column: c))
            .Where(x =>
                x.Column.Type is ColumnType.Double or ColumnType.Decimal or ColumnType.Float && x.Column.Unit is null)
            // The unit is the series' own.
            .Select(x => $"{x.Table}.{x.Column.Name}").Except(["raw/macros_fred.value"]);
        Assert.That(bare, Is.Empty);
    }

    [Test]
    public void Catalog_EveryFileOfTheFolder_IsEmbeddedOnce()
    {
        var files = Directory.GetFiles(Path.Combine(TestPaths.RepositoryRoot, "data_layer", "contracts"), "*.yml");
        var names = files.Select(f => ContractFile.Parse(File.ReadAllText(f), Path.GetFileName(f)).Name);
        Assert.That(Catalog.Tables.Select(t => t.Name), Is.EquivalentTo(names));
    }

    [Test]
    public void Catalog_UnknownTable_IsBadInput() =>
        Assert.That(() => Catalog["raw/nothing"],
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput));
}
