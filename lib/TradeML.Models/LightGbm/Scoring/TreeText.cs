namespace TradeML.Models.LightGbm.Scoring;

/// <summary>One tree as the text model holds it. A child that is negative is the leaf ~child.</summary>
internal sealed record TreeText(
    int[] Feature, double[] Threshold, int[] Decision, int[] Left, int[] Right, double[] Leaf)
{
    private const int DefaultLeftBit = 2;

    public int LeafCount => Leaf.Length;

    public int NodeCount => Feature.Length;

    /// <summary>What the node does with NaN and zeros.</summary>
    public MissingValues Missing(int node) => (MissingValues)((Decision[node] >> 2) & 3);

    /// <summary>Whether a missing value goes left.</summary>
    public bool DefaultLeft(int node) => (Decision[node] & DefaultLeftBit) != 0;

    /// <summary>Whether NaN goes left; where NaN is not missing it counts as 0.</summary>
    public bool NanLeft(int node) => Missing(node) == MissingValues.None ? Threshold[node] >= 0 : DefaultLeft(node);
}
