using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.VendorSim.Faults;

/// <summary>
/// What goes wrong on purpose: a script of single faults, which comes first, and shares of all requests. Immutable;
/// whether request n fails by rate depends on seed and n alone, not on timing.
/// </summary>
public sealed class FaultPlan
{
    private FaultPlan(int seed, IReadOnlyList<FaultRate> rates, IReadOnlyList<FaultStep> steps)
    {
        Seed = seed;
        Rates = rates;
        Steps = steps;
    }

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new(0, [], []);

    /// <summary>Seed of the rates.</summary>
    public int Seed { get; }

    /// <summary>Shares of requests; they add up to 1 at most.</summary>
    public IReadOnlyList<FaultRate> Rates { get; }

    /// <summary>Single faults, first match wins.</summary>
    public IReadOnlyList<FaultStep> Steps { get; }

    /// <summary>Whether nothing goes wrong.</summary>
    public bool IsEmpty => Rates.Count == 0 && Steps.Count == 0;

    /// <summary>A plan of shares.</summary>
    /// <param name="seed">Decides which requests fail.</param>
    /// <param name="rates">Shares, each 0 … 1, together at most 1.</param>
    /// <exception cref="TradeMLException">A share lies outside its range, or together they exceed 1 (bad
    /// input).</exception>
    public static FaultPlan ByRate(int seed, params IReadOnlyList<FaultRate> rates) => Create(seed, rates, []);

    /// <summary>A plan of single faults.</summary>
    /// <param name="steps">In order of precedence.</param>
    public static FaultPlan Scripted(params IReadOnlyList<FaultStep> steps) => Create(0, [], steps);

    /// <summary>
    /// Reads the command line's form: <c>NAME:RATE</c> (for example <c>429:0.02</c>), <c>all:RATE</c> for each kind at
    /// that rate, or <c>script:FILE.yml</c>.
    /// </summary>
    /// <param name="specs">One text for each <c>--fault</c>.</param>
    /// <param name="seed">Seed of the rates.</param>
    /// <exception cref="TradeMLException">A text has no such form, names no fault or file, or a rate is out of range
    /// (bad input).</exception>
    public static FaultPlan Parse(IEnumerable<string> specs, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(specs);
        var rates = new List<FaultRate>();
        var steps = new List<FaultStep>();
        foreach (var spec in specs)
        {
            var colon = spec.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == spec.Length - 1)
            {
                throw Bad(spec, $"The fault '{spec}' has no form that is known.",
                    "Write NAME:RATE, for example 429:0.02, or script:FILE.yml.");
            }

            var (name, value) = (spec[..colon].Trim(), spec[(colon + 1)..].Trim());
            if (name.Equals("script", StringComparison.OrdinalIgnoreCase))
            {
                steps.AddRange(FaultScript.Read(value));
                continue;
            }

            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
                || rate is not (>= 0 and <= 1))
            {
                throw Bad(spec, $"The rate '{value}' of the fault '{name}' is not a number from 0 to 1.",
                    "Write a share of the requests, for example 0.02 for 2 %.");
            }

            if (name.Equals("all", StringComparison.OrdinalIgnoreCase))
                rates.AddRange(Enum.GetValues<FaultKind>().Select(kind => new FaultRate(kind, rate)));
            else if (FaultNames.TryParse(name, out var kind))
                rates.Add(new FaultRate(kind, rate));
            else
                throw Bad(spec, $"There is no fault named '{name}'.",
                    $"Use one of: {string.Join(", ", FaultNames.All)}, all, script.");
        }

        return Create(seed, rates, steps);
    }

    /// <summary>
    /// Reads the command line's form for several vendors: a text may begin with <c>VENDOR/</c> and then concerns that
    /// vendor alone.
    /// </summary>
    /// <param name="specs">One text for each <c>--fault</c>, for example <c>429:0.02</c> or
    /// <c>massive/503:0.1</c>.</param>
    /// <param name="seed">Seed of the rates.</param>
    /// <returns>The plans by vendor; under the empty name the one for all.</returns>
    /// <exception cref="TradeMLException">A text has no such form, names no fault or file, or a rate is out of range
    /// (bad input).</exception>
    public static IReadOnlyDictionary<string, FaultPlan> ParseByVendor(IEnumerable<string> specs, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(specs);
        return specs
            .Select(spec =>
                spec.IndexOfAny(['/', ':']) is > 0 and var cut && spec[cut] == '/'
                    ? (Vendor: spec[..cut], Spec: spec[(cut + 1)..])
                    : (Vendor: "", Spec: spec))
            .GroupBy(part => part.Vendor, part => part.Spec, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Parse(group, seed), StringComparer.Ordinal);
    }

    private static FaultPlan Create(int seed, IReadOnlyList<FaultRate> rates, IReadOnlyList<FaultStep> steps)
    {
        foreach (var rate in rates)
        {
            if (rate.Rate is not (>= 0 and <= 1))
            {
                throw Bad(FaultNames.Of(rate.Kind),
                    $"The rate {rate.Rate} of the fault '{FaultNames.Of(rate.Kind)}' is not between 0 and 1.",
                    "Give a share of the requests.");
            }
        }

        var sum = rates.Sum(rate => rate.Rate);
        if (sum > 1 + 1e-9)
        {
            throw Bad("fault rates", $"The fault rates add up to {sum:0.###}, but a request fails in one way at most.",
                "Lower them until they add up to 1 or less.");
        }

        return new FaultPlan(seed, [.. rates], [.. steps]);
    }

    private static TradeMLException Bad(string place, string message, string remedy) =>
        new(ErrorKind.BadInput, message, place, remedy);
}
