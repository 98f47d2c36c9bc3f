using TradeML.Core.Configuration;
using TradeML.Data.Settings;
using TradeML.Lake.Control;

namespace TradeML.Data.Ingest.Routing;

/// <summary>All vendors of the registry with their limits, what is spent, and what was learned.</summary>
public static class VendorOverview
{
    private const int MostEvents = 5;

    /// <summary>Looks at every vendor.</summary>
    /// <param name="setup">The vendors that have keys.</param>
    /// <param name="endpoints">The registry.</param>
    /// <param name="keys">Keys and addresses.</param>
    /// <param name="slices">Which kinds may spend which part of a cap.</param>
    /// <param name="store">The control store.</param>
    public static IReadOnlyList<VendorStatus> Of(
        VendorSetup setup, EndpointsOptions endpoints, VendorKeys keys, BudgetSlices slices, ControlStore store)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(endpoints);
        return [
            .. endpoints.Endpoints.GroupBy(e => e.Vendor).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Look(g.Key, [.. g], setup, endpoints, keys, slices, store))];
    }

    private static VendorStatus Look(
        string vendor, IReadOnlyList<EndpointEntry> entries, VendorSetup setup, EndpointsOptions endpoints,
        VendorKeys keys, BudgetSlices slices, ControlStore store)
    {
        var account = entries[0].BudgetOf ?? vendor;
        var limits = VendorBudgetOptions.From(account, endpoints, slices);
        var state = setup.Budgets.TryGetValue(account, out var budget) ? budget.State() : null;
        var missing = entries.Select(e => VendorCatalog.MissingKey(keys, e)).FirstOrDefault(k => k is not null);
        var datasets = entries.Select(e => e.Dataset).Order(StringComparer.Ordinal).ToList();
        return new VendorStatus(
            vendor, missing is null, missing, datasets, state?.RequestsPerMinute ?? limits.RequestsPerMinute,
            limits.RequestsPerMinute, state?.Used ?? 0, limits.DailyCap,
            state?.ResetsAt, state?.FrozenUntil, [.. datasets.Where(d => setup.Refusals.Of(vendor, d) is not null)],
            entries.Min(e => e.VerifiedOn), Events(store, account));
    }

    private static IReadOnlyList<string> Events(ControlStore store, string vendor) => store.Read(r => r.Query<string>(
        "SELECT at || ' ' || event FROM vendor_budget_event WHERE vendor = @vendor ORDER BY id DESC LIMIT @most",
        new { vendor, most = MostEvents }));
}
