using TradeML.Core.Errors;

namespace TradeML.Data.Derived;

/// <summary>The SQL files of this folder.</summary>
internal static class CurationSql
{
    public static string Load(string name)
    {
        using var stream = typeof(CurationSql).Assembly.GetManifestResourceStream("sql/" + name)
            ?? throw new TradeMLException(ErrorKind.Internal, $"The SQL file {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }

    /// <summary>The rows of some years of curated/equities_ohlcv_adj, the last one exclusive.</summary>
    public static string Years(int first, int end) => Load("CuratedYear.sql")
        .Replace("{first}", Day(new DateOnly(first, 1, 1)), StringComparison.Ordinal)
        .Replace("{end}", Day(new DateOnly(end, 1, 1)), StringComparison.Ordinal);

    public static string Day(DateOnly day) => $"DATE '{day:yyyy-MM-dd}'";
}
