namespace TradeML.Models.LightGbm.Scoring;

/// <summary>
/// Walks each tree from the root, one row at a time: the plain scorer, for doubles and for whatever masks can't
/// express.
/// </summary>
internal sealed class WalkScorer(TreeText[] trees)
{
    /// <summary>LightGBM's kZeroThreshold: smaller magnitudes count as zero.</summary>
    public const double ZeroBelow = 1e-35f;

    private readonly Node[][] nodes = Array.ConvertAll(trees, Flatten);
    private readonly double[][] leaves = Array.ConvertAll(trees, tree => tree.Leaf);

    /// <summary>The sum of the leaves that one row reaches, tree after tree.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        double sum = 0;
        for (var tree = 0; tree < nodes.Length; tree++) sum += leaves[tree][Leaf(nodes[tree], row)];
        return sum;
    }

    private static int Leaf(Node[] tree, ReadOnlySpan<double> row)
    {
        var at = tree.Length == 0 ? ~0 : 0;
        while (at >= 0)
        {
            ref readonly var node = ref tree[at];
            var value = row[node.Feature];
            if (double.IsNaN(value) && node.Missing != MissingValues.Nan) value = 0;
            if (Math.Abs(value) <= ZeroBelow) value = 0;
            var missing = node.Missing == MissingValues.Nan
                ? double.IsNaN(value)
                : node.Missing == MissingValues.Zero && value == 0;
            at = (missing ? node.DefaultLeft : value <= node.Threshold) ? node.Left : node.Right;
        }

        return ~at;
    }

    private static Node[] Flatten(TreeText tree)
    {
        var result = new Node[tree.NodeCount];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = new Node(tree.Threshold[i], tree.Feature[i], tree.Left[i], tree.Right[i], tree.Missing(i),
                tree.DefaultLeft(i));
        }

        return result;
    }

    private readonly record struct Node(
        double Threshold, int Feature, int Left, int Right, MissingValues Missing, bool DefaultLeft);
}
