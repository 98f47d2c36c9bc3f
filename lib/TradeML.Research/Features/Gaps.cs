namespace TradeML.Research.Features;

/// <summary>The two halves of a day's log return: previous close to open, and open to close. They add up to the daily log return.</summary>
public static class Gaps
{
    /// <summary><c>ln(open(t) / close(t − 1))</c> on forward prices; the first row is unknown.</summary>
    /// <param name="logOpen">Natural logs of forward opens.</param>
    /// <param name="logClose">Natural logs of forward closes.</param>
    /// <param name="result">As long as the inputs.</param>
    public static void Overnight(ReadOnlySpan<double> logOpen, ReadOnlySpan<double> logClose, Span<double> result)
    {
        if (result.IsEmpty) return;
        result[0] = double.NaN;
        for (var t = 1; t < result.Length; t++) result[t] = logOpen[t] - logClose[t - 1];
    }

    /// <summary><c>ln(close(t) / open(t))</c>.</summary>
    /// <param name="logOpen">Natural logs of forward opens.</param>
    /// <param name="logClose">Natural logs of forward closes.</param>
    /// <param name="result">As long as the inputs.</param>
    public static void OpenToClose(ReadOnlySpan<double> logOpen, ReadOnlySpan<double> logClose, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++) result[t] = logClose[t] - logOpen[t];
    }
}
