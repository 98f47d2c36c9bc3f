using System.Collections.Frozen;

namespace TradeML.VendorSim.Faults;

/// <summary>The words of the command line and of scripts for each fault.</summary>
public static class FaultNames
{
    private static readonly FrozenDictionary<string, FaultKind> ByName = new Dictionary<string, FaultKind>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["429"] = FaultKind.TooManyRequestsSeconds,
        ["429-date"] = FaultKind.TooManyRequestsDate,
        ["429-bare"] = FaultKind.TooManyRequestsBare,
        ["500"] = FaultKind.InternalError,
        ["502"] = FaultKind.BadGateway,
        ["503"] = FaultKind.Unavailable,
        ["504"] = FaultKind.GatewayTimeout,
        ["timeout"] = FaultKind.Timeout,
        ["reset"] = FaultKind.Reset,
        ["short-body"] = FaultKind.ShortBody,
        ["truncated"] = FaultKind.TruncatedJson,
        ["malformed"] = FaultKind.MalformedJson,
        ["html"] = FaultKind.WrongContentType,
        ["duplicate"] = FaultKind.DuplicatedPage,
        ["reorder-rows"] = FaultKind.ReorderedRows,
        ["reorder-pages"] = FaultKind.ReorderedPages,
        ["endless"] = FaultKind.EndlessPageToken,
        ["empty-page"] = FaultKind.EmptyPage,
        ["revised"] = FaultKind.RevisedBars,
        ["unknown-fields"] = FaultKind.UnknownFields,
        ["absurd"] = FaultKind.AbsurdPrices,
        ["error-as-200"] = FaultKind.ErrorAsOk,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>All words in the order of <see cref="FaultKind"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The word of a fault.</summary>
    public static string Of(FaultKind kind) => All[(int)kind];

    /// <summary>The fault of a word; false when there is none.</summary>
    public static bool TryParse(string name, out FaultKind kind) => ByName.TryGetValue(name.Trim(), out kind);
}
