using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>k-combinations of 0 … n − 1 in lexicographic order.</summary>
internal static class Combinations
{
    internal static int Count(int n, int k)
    {
        if (k < 0 || k > n) return 0;
        long result = 1;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
        {
            result = result * (n - i + 1) / i;
            if (result > int.MaxValue)
                throw new TradeMLException(ErrorKind.BadInput, $"There are too many ways to take {k} of {n} groups.");
        }

        return (int)result;
    }

    /// <summary>Steps to the next combination and tells the first place that changed, or −1 at the end.</summary>
    internal static int Next(Span<int> combination, int n)
    {
        var k = combination.Length;
        var place = k - 1;
        while (place >= 0 && combination[place] == n - k + place) place--;
        if (place < 0) return -1;
        combination[place]++;
        for (var i = place + 1; i < k; i++) combination[i] = combination[i - 1] + 1;
        return place;
    }

    internal static int[][] All(int n, int k)
    {
        var all = new int[Count(n, k)][];
        var current = Enumerable.Range(0, k).ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = (int[])current.Clone();
            Next(current, n);
        }

        return all;
    }
}
