using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.VendorSim.Servers;

/// <summary>The vendors' free plans, and plans as the command line spells them.</summary>
public static class VendorPlans
{
    private const string Form =
        "Write VENDOR:second=N,minute=N,day=N,history=DAYS,RIGHT with the parts that are wanted, VENDOR:free, or "
            + "free for all vendors.";

    /// <summary>What each vendor gives for nothing, as far as it limits calls (late 2026).</summary>
    public static IReadOnlyDictionary<string, VendorPlan> Free { get; } = new Dictionary<string, VendorPlan>(
        StringComparer.Ordinal)
    {
        ["alpaca"] = new() { PerMinute = 200 },
        ["massive"] = new() { PerMinute = 5, HistoryDays = 730 },
        ["finnhub"] = new() { PerSecond = 30, PerMinute = 60 },
        ["alpha_vantage"] = new() { PerSecond = 1, PerDay = 25 },
        ["fmp"] = new() { PerDay = 250 },
        ["fred"] = new() { PerMinute = 120 },
        ["sec"] = new() { PerSecond = 10 },
    };

    /// <summary>Reads plans of the command line.</summary>
    /// <param name="specs">One text for each <c>--plan</c>; later parts add to earlier ones of the same vendor.</param>
    /// <exception cref="TradeMLException">A text has no such form (bad input).</exception>
    public static IReadOnlyDictionary<string, VendorPlan> Parse(IEnumerable<string> specs)
    {
        ArgumentNullException.ThrowIfNull(specs);
        var plans = new Dictionary<string, VendorPlan>(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            if (spec.Trim() == "free")
            {
                foreach (var (name, free) in Free) plans[name] = free;
                continue;
            }

            var colon = spec.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw Bad(spec, $"The plan '{spec}' has no form that is known.");
            var vendor = spec[..colon].Trim();
            var plan = plans.GetValueOrDefault(vendor, VendorPlan.Unlimited);
            foreach (var part in spec[(colon + 1)..]
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                plan = With(plan, vendor, part, spec);
            plans[vendor] = plan;
        }

        return plans;
    }

    private static VendorPlan With(VendorPlan plan, string vendor, string part, string spec)
    {
        if (part == "free")
            return Free.TryGetValue(vendor, out var free)
                ? free
                : throw Bad(spec, $"There is no free plan of '{vendor}' with limits.");
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return plan with
            {
                Entitlements = new HashSet<string>([.. plan.Entitlements, part],
                StringComparer.Ordinal)
            };
        if (!int.TryParse(part[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw Bad(spec, $"The value of '{part}' is not a whole number.");
        return part[..equals] switch
        {
            "second" => plan with { PerSecond = number },
            "minute" => plan with { PerMinute = number },
            "day" => plan with { PerDay = number },
            "history" => plan with { HistoryDays = number },
            var key => throw Bad(spec, $"A plan has no limit named '{key}'."),
        };
    }

    private static TradeMLException Bad(string place, string message) => new(ErrorKind.BadInput, message, place, Form);
}
