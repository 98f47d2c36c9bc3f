using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradeML.Models.LightGbm.Scoring;

/// <summary>
/// Scores sixteen rows at once without a branch: every split that fails strikes the leaves of its left side out of a
/// bit set, and the lowest leaf that is left is the one reached. After QuickScorer (Lucchese et al., SIGIR 2015) and
/// its vectorised form (SIGIR 2016), with bit sets of 32 leaves so that masks and float32 values share their lanes.
/// </summary>
internal sealed class MaskScorer
{
    /// <summary>Rows that are gathered together.</summary>
    public const int TileRows = 64;

    private const int Group = 16;
    private const int WordBits = 32;
    private const int MostWords = 8;

    private readonly Entry[] entries;
    private readonly Word[] words;
    private readonly int[] firstWord;
    private readonly double[] leaves;

    private MaskScorer(Entry[] entries, Word[] words, int[] firstWord, double[] leaves)
    {
        this.entries = entries;
        this.words = words;
        this.firstWord = firstWord;
        this.leaves = leaves;
    }

    /// <summary>
    /// Lays the trees out, or gives null when one of them can't be expressed by masks or this machine has no wide
    /// vectors.
    /// </summary>
    public static MaskScorer? TryBuild(TreeText[] trees)
    {
        if (!Vector256.IsHardwareAccelerated) return null;
        if (Array.Exists(trees, tree => tree.LeafCount > WordBits * MostWords)) return null;
        if (Array.Exists(trees,
            tree => Enumerable.Range(0, tree.NodeCount).Any(node => tree.Missing(node) == MissingValues.Zero)))
            return null;
        var entries = new List<Entry>();
        var words = new List<Word>();
        var leaves = new List<double>();
        var firstWord = new int[trees.Length + 1];
        for (var i = 0; i < trees.Length; i++)
        {
            Append(trees[i], entries, words, leaves);
            firstWord[i + 1] = words.Count;
        }

        return new MaskScorer([.. entries], [.. words], firstWord, [.. leaves]);
    }

    /// <summary>Sums the leaves of <see cref="TileRows"/> rows, tree after tree in the model's order.</summary>
    /// <param name="tile">Features × <see cref="TileRows"/> values: the tile's rows of one feature lie
    /// together.</param>
    /// <param name="sums"><see cref="TileRows"/> sums.</param>
    public void Score(ReadOnlySpan<float> tile, Span<double> sums)
    {
        sums.Clear();
        Span<uint> alive = stackalloc uint[MostWords * Group];
        ref var values = ref MemoryMarshal.GetReference(tile);
        for (var tree = 0; tree + 1 < firstWord.Length; tree++)
        {
            int first = firstWord[tree], count = firstWord[tree + 1] - first;
            for (var group = 0; group < TileRows; group += Group)
            {
                for (var w = 0; w < count; w++)
                    Strike(words[first + w], ref Unsafe.Add(ref values, group), alive.Slice(w * Group, Group));
                Collect(first, count, alive, sums.Slice(group, Group));
            }
        }
    }

    private void Collect(int first, int count, ReadOnlySpan<uint> alive, Span<double> sums)
    {
        for (var row = 0; row < Group; row++)
        {
            var w = 0;
            while (w < count - 1 && alive[(w * Group) + row] == 0) w++;
            sums[row] += leaves[words[first + w].Leaf + BitOperations.TrailingZeroCount(alive[(w * Group) + row])];
        }
    }

    private void Strike(in Word word, ref float values, Span<uint> alive)
    {
        var low = Vector256<uint>.AllBitsSet;
        var high = Vector256<uint>.AllBitsSet;
        ref var entry = ref MemoryMarshal.GetArrayDataReference(entries);
        for (var i = word.Start; i < word.Split; i++)
        {
            ref var e = ref Unsafe.Add(ref entry, i);
            ref var x = ref Unsafe.Add(ref values, e.Offset);
            var threshold = Vector256.Create(e.Threshold);
            var kill = Vector256.Create(e.Kill);
            low = Vector256.AndNot(low,
                Vector256.GreaterThan(Vector256.LoadUnsafe(ref x), threshold).AsUInt32() & kill);
            high = Vector256.AndNot(high,
                Vector256.GreaterThan(Vector256.LoadUnsafe(ref x, 8), threshold).AsUInt32() & kill);
        }

        for (var i = word.Split; i < word.End; i++)
        {
            ref var e = ref Unsafe.Add(ref entry, i);
            ref var x = ref Unsafe.Add(ref values, e.Offset);
            var threshold = Vector256.Create(e.Threshold);
            var keep = Vector256.Create(~e.Kill);
            low &= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref x), threshold).AsUInt32() | keep;
            high &= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref x, 8), threshold).AsUInt32() | keep;
        }

        low.CopyTo(alive);
        high.CopyTo(alive[8..]);
    }

    private static void Append(TreeText tree, List<Entry> entries, List<Word> words, List<double> leaves)
    {
        var firstLeaf = leaves.Count;
        var spans = new (int Low, int High)[tree.NodeCount];
        Number(tree, tree.NodeCount == 0 ? ~0 : 0, firstLeaf, spans, leaves);
        for (var low = 0; low < tree.LeafCount; low += WordBits)
        {
            var kills = Enumerable.Range(0, tree.NodeCount)
                .Select(node => (Node: node, Kill: Bits(spans[node].Low - low, spans[node].High - low)))
                .Where(item => item.Kill != 0)
                .OrderBy(item => tree.Feature[item.Node])
                .ToLookup(item => tree.NanLeft(item.Node),
                    item => new Entry(tree.Feature[item.Node] * TileRows, Floor(tree.Threshold[item.Node]), item.Kill));
            var start = entries.Count;
            entries.AddRange(kills[true]);
            var split = entries.Count;
            entries.AddRange(kills[false]);
            words.Add(new Word(start, split, entries.Count, firstLeaf + low));
        }
    }

    /// <summary>Numbers the leaves from left to right and notes, for each node, those of its left side.</summary>
    private static void Number(TreeText tree, int at, int firstLeaf, (int Low, int High)[] spans, List<double> leaves)
    {
        if (at < 0)
        {
            leaves.Add(tree.Leaf[~at]);
            return;
        }

        var low = leaves.Count - firstLeaf;
        Number(tree, tree.Left[at], firstLeaf, spans, leaves);
        spans[at] = (low, leaves.Count - firstLeaf);
        Number(tree, tree.Right[at], firstLeaf, spans, leaves);
    }

    private static uint Bits(int low, int high)
    {
        low = Math.Clamp(low, 0, WordBits);
        high = Math.Clamp(high, 0, WordBits);
        return low >= high ? 0 : (uint)((1UL << high) - (1UL << low));
    }

    /// <summary>
    /// The largest float32 not above the threshold: a float32 value is at most the one exactly when it is at most the
    /// other.
    /// </summary>
    private static float Floor(double threshold)
    {
        var rounded = (float)threshold;
        return rounded > threshold ? MathF.BitDecrement(rounded) : rounded;
    }

    /// <summary>
    /// A split in one word: its feature's place in the tile, its threshold, and the leaves it strikes out when it
    /// fails.
    /// </summary>
    private readonly record struct Entry(int Offset, float Threshold, uint Kill);

    /// <summary>
    /// Up to 32 leaves of a tree: entries [Start, Split) keep NaN on the left, [Split, End) do not; Leaf is the first
    /// leaf's index.
    /// </summary>
    private readonly record struct Word(int Start, int Split, int End, int Leaf);
}
