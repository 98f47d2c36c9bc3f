using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.Models.LightGbm.Scoring;

/// <summary>
/// Reads LightGBM's text model (format version 4; documented by the library's own writer) and checks it.
/// </summary>
internal sealed record ForestText(string[] FeatureNames, OutputTransform Transform, bool Average, TreeText[] Trees)
{
    public static ForestText Parse(string model)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        var trees = new List<TreeText>();
        Dictionary<string, string>? tree = null;
        var ended = false;
        foreach (var raw in model.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (line.IsEmpty) continue;
            if (line.SequenceEqual("end of trees"))
            {
                ended = true;
                break;
            }

            var equals = line.IndexOf('=');
            var name = (equals < 0 ? line : line[..equals]).ToString();
            var value = equals < 0 ? "" : line[(equals + 1)..].ToString();
            if (name == "Tree")
            {
                if (tree is not null) trees.Add(ReadTree(tree, trees.Count));
                tree = new(StringComparer.Ordinal);
            }

            (tree ?? header)[name] = value;
        }

        if (!header.ContainsKey("tree") || !ended) throw Refuse("it is not a text model of LightGBM, or it is cut off");
        if (tree is not null) trees.Add(ReadTree(tree, trees.Count));
        return Check(header, trees);
    }

    private static ForestText Check(Dictionary<string, string> header, List<TreeText> trees)
    {
        if (header.GetValueOrDefault("num_class", "1") != "1"
            || header.GetValueOrDefault("num_tree_per_iteration", "1") != "1")
        {
            throw Refuse("it has several classes, which only the native library scores");
        }

        var names = header.GetValueOrDefault("feature_names", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expected = Whole(header.GetValueOrDefault("max_feature_idx", ""), "max_feature_idx") + 1;
        if (names.Length != expected) throw Refuse($"it names {names.Length} features and uses {expected}");
        for (var i = 0; i < trees.Count; i++) CheckTree(trees[i], i, names.Length);
        return new ForestText(names, OutputTransform.Parse(header.GetValueOrDefault("objective", "")),
            header.ContainsKey("average_output"), [.. trees]);
    }

    private static TreeText ReadTree(Dictionary<string, string> fields, int index)
    {
        if (fields.GetValueOrDefault("num_cat", "0") != "0")
            throw Refuse($"tree {index} has categorical splits, which only the native library scores");
        if (fields.GetValueOrDefault("is_linear", "0") != "0")
            throw Refuse($"tree {index} has linear leaves, which only the native library scores");
        var leaves = Whole(fields.GetValueOrDefault("num_leaves", ""), "num_leaves");
        if (leaves < 1) throw Refuse($"tree {index} has {leaves} leaves");
        var nodes = leaves - 1;
        return new TreeText(
            Wholes(fields, "split_feature", nodes, index),
            Numbers(fields, "threshold", nodes, index),
            Wholes(fields, "decision_type", nodes, index),
            Wholes(fields, "left_child", nodes, index),
            Wholes(fields, "right_child", nodes, index),
            Numbers(fields, "leaf_value", leaves, index));
    }

    /// <summary>
    /// Every node and leaf is reached exactly once from the root, and every feature exists: scorers then need no
    /// checks.
    /// </summary>
    private static void CheckTree(TreeText tree, int index, int features)
    {
        var seen = new bool[tree.NodeCount + tree.LeafCount];
        var open = new Stack<int>();
        open.Push(tree.NodeCount == 0 ? ~0 : 0);
        var reached = 0;
        while (open.TryPop(out var at))
        {
            var slot = at >= 0 ? at : tree.NodeCount + ~at;
            if ((uint)slot >= (uint)seen.Length || (at >= 0 && at >= tree.NodeCount) || seen[slot])
                throw Refuse($"tree {index} is not a tree");
            seen[slot] = true;
            reached++;
            if (at < 0) continue;
            if ((uint)tree.Feature[at] >= (uint)features)
                throw Refuse($"tree {index} splits on feature {tree.Feature[at]} of {features}");
            if ((tree.Decision[at] & 1) != 0)
                throw Refuse($"tree {index} has categorical splits, which only the native library scores");
            open.Push(tree.Right[at]);
            open.Push(tree.Left[at]);
        }

        if (reached != seen.Length) throw Refuse($"tree {index} is not a tree");
    }

    private static int[] Wholes(Dictionary<string, string> fields, string name, int count, int tree)
    {
        var result = new int[count];
        Fill(fields, name, count, tree,
            (text, i) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result[i]));
        return result;
    }

    private static double[] Numbers(Dictionary<string, string> fields, string name, int count, int tree)
    {
        var result = new double[count];
        Fill(fields, name, count, tree, (text, i) => Number(text, out result[i]));
        return result;
    }

    private static void Fill(
        Dictionary<string, string> fields, string name, int count, int tree, Func<ReadOnlySpan<char>, int, bool> read)
    {
        var text = fields.GetValueOrDefault(name, "").AsSpan();
        var i = 0;
        foreach (var range in text.Split(' '))
        {
            if (text[range].IsEmpty) continue;
            if (i >= count || !read(text[range], i)) throw Refuse($"tree {tree} has a malformed {name}");
            i++;
        }

        if (i != count) throw Refuse($"tree {tree} has {i} values of {name} where {count} belong");
    }

    private static bool Number(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        value = text switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN };
        return double.IsInfinity(value);
    }

    private static int Whole(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refuse($"its {name} is \"{text}\"");

    private static TradeMLException Refuse(string why) =>
        new(ErrorKind.BadInput, $"The model text can't be scored: {why}.", "model.txt",
            "Take the model.txt that the training wrote.");
}
