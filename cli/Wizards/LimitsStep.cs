using System.Globalization;
using TradeML.Data.Settings;

namespace TradeML.Cli.Wizards;

/// <summary>
/// How many requests are in flight at once: few, so that a plan's limits are never the first to say no.
/// </summary>
internal static class LimitsStep
{
    private const string Family = "NODE_MAX_INFLIGHT_", All = Family + "DEFAULT";

    /// <summary>Asks for the limits.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="endpoints">The vendors there are.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, EndpointsOptions endpoints, bool ask, CancellationToken token)
    {
        var vendors = endpoints.Endpoints.Select(e => e.Vendor).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        var before = setup.Set(All) is null ? null : Known(setup); // who set the one decided about the others, too
        var every = new Question("--max-inflight", "Requests in flight per vendor",
            Count)
        { Default = setup.Machine.IsPi ? "1" : "2" };
        if (await setup.Questions.AnswerAsync(every, setup.Answers.MaxInflight, setup.Set(All), ask,
            token) is { } count) setup.Env.Set(All, count);

        var own = new Question("--vendor-max-inflight",
            $"Vendors with a number of their own, as alpaca=2, or none (vendors: {string.Join(", ", vendors)})",
            text => Fault(text, vendors))
        {
            Default = "alpaca=2",
        };
        if (await setup.Questions.AnswerAsync(own, setup.Answers.VendorMaxInflight, before, ask, token) is not { } text)
            return;
        foreach (var variable in
            setup.Env.Variables.Keys.Where(v => v.StartsWith(Family, StringComparison.Ordinal) && v != All).ToList())
            setup.Env.Remove(variable);
        foreach (var (vendor, limit) in Parse(text)) setup.Env.Set(Family + vendor.ToUpperInvariant(), limit);
    }

    private static string Known(NodeSetup setup)
    {
        var pairs = setup.Env.Variables.Where(v => v.Key.StartsWith(Family, StringComparison.Ordinal) && v.Key != All)
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => $"{v.Key[Family.Length..].ToLowerInvariant()}={v.Value}").ToList();
        return pairs.Count > 0 ? string.Join(",", pairs) : "none";
    }

    private static IEnumerable<(string Vendor, string Limit)> Parse(string text) => text.Trim() is "" or "none"
        ? []
        : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries)).Select(p => (p[0], p.Length > 1 ? p[1] : ""));

    private static string? Fault(string text, List<string> vendors)
    {
        foreach (var (vendor, limit) in Parse(text))
        {
            if (!vendors.Contains(vendor)) return $"'{vendor}' is no vendor; known are {string.Join(", ", vendors)}.";
            if (Count(limit) is { } fault) return $"{vendor}: {fault}";
        }

        return null;
    }

    private static string? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 256
            ? null
            : "It is a whole number from 1 to 256.";
}
