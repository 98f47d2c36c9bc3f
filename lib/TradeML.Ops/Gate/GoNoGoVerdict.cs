namespace TradeML.Ops.Gate;

/// <summary>All go/no-go bars of a run and the verdict: GO only when every bar is met.</summary>
/// <param name="Bars">The bars in the order they are shown.</param>
public sealed record GoNoGoVerdict(IReadOnlyList<GoNoGoBar> Bars)
{
    /// <summary>Whether every bar is met; an unknown bar is not.</summary>
    public bool Go => Bars.Count > 0 && Bars.All(b => b.State == BarState.Pass);

    /// <summary><c>GO</c> or <c>NO-GO</c>.</summary>
    public string Word => Go ? "GO" : "NO-GO";

    /// <summary>How many bars are met.</summary>
    public int Met => Bars.Count(b => b.State == BarState.Pass);
}
