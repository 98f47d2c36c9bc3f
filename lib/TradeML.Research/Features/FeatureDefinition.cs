using System.Globalization;
using TradeML.Research.Features.Kernels;

namespace TradeML.Research.Features;

/// <summary>What one feature is: how it is named, computed, and to be read.</summary>
public sealed record FeatureDefinition
{
    /// <summary>
    /// Name without the prefix <c>feat_</c>: <c>H</c> stands for rows of a window, <c>NAME</c> for a category, as in
    /// <c>mom_H</c>.
    /// </summary>
    public required string Pattern { get; init; }

    /// <summary>Family, for example <c>momentum</c>.</summary>
    public required string Family { get; init; }

    /// <summary>
    /// Formula; t is the row's date, rows are those of the symbol, c, o, h, l forward prices, v volume, r daily log
    /// returns.
    /// </summary>
    public required string Formula { get; init; }

    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>Where the formula comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Panel columns it reads; one that the panel lacks makes the feature unknown everywhere.</summary>
    public required FeatureInput Inputs { get; init; }

    /// <summary>
    /// Sessions between the newest bar that a row reads and the row's date: 0, the value is known at that day's close.
    /// </summary>
    public int Lag { get; init; }

    /// <summary>
    /// Rows of the window that are unknown at the start beyond H, or without a window: −1 for levels, 0 for returns.
    /// Unused without <see cref="HasWindow"/>.
    /// </summary>
    public int WarmUpBeyondWindow { get; init; }

    /// <summary>Unknown rows at the start of a feature without a window.</summary>
    public int FixedWarmUp { get; init; }

    /// <summary>Least window.</summary>
    public int LeastWindow { get; init; } = 1;

    /// <summary>Whether the cross-sectional steps of a set apply; not to calendar features and dummies.</summary>
    public bool TakesSteps { get; init; } = true;

    /// <summary>Whether the name holds a window.</summary>
    public bool HasWindow => Pattern.Split('_').Contains("H");

    /// <summary>Whether the name holds a category.</summary>
    public bool HasCategory => Pattern.EndsWith("_NAME", StringComparison.Ordinal);

    /// <summary>Unknown rows at the start of each symbol, as text: <c>H − 1</c>, <c>1</c>.</summary>
    public string WarmUp => !HasWindow ? FixedWarmUp.ToString(CultureInfo.InvariantCulture) : WarmUpBeyondWindow switch
    {
        0 => "H",
        < 0 => $"H − {-WarmUpBeyondWindow}",
        _ => $"H + {WarmUpBeyondWindow}",
    };

    internal FeatureKernel Kernel { get; init; } = null!;

    /// <summary>Of calendar features: the value on a session, in place of a kernel.</summary>
    internal Func<DateOnly, double>? OfSession { get; init; }

    /// <summary>Unknown rows at the start of each symbol whose bars are all known.</summary>
    /// <param name="window">H; ignored without a window.</param>
    public int WarmUpRows(int window) => HasWindow ? window + WarmUpBeyondWindow : FixedWarmUp;

    /// <summary>Whether a name is one of this feature's.</summary>
    /// <param name="name">The name, without the prefix <c>feat_</c>.</param>
    /// <param name="spec">The feature with the window or category of the name.</param>
    public bool Matches(string name, out FeatureSpec spec)
    {
        spec = new(this, 0, null);
        if (HasCategory)
        {
            var head = Pattern[..^4];
            if (name.Length <= head.Length || !name.StartsWith(head, StringComparison.Ordinal)) return false;
            spec = new(this, 0, name[head.Length..]);
            return spec.Category!
                .All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');
        }

        if (!HasWindow) return name == Pattern;
        string[] parts = Pattern.Split('_'), given = name.Split('_');
        if (parts.Length != given.Length) return false;
        var window = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] != "H" && parts[i] != given[i]) return false;
            if (parts[i] == "H" && !int.TryParse(given[i], NumberStyles.None, CultureInfo.InvariantCulture, out window))
                return false;
        }

        spec = new(this, window, null);
        return window >= LeastWindow && window <= FeatureSpec.LargestWindow;
    }
}
