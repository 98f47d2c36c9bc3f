using TradeML.Core.Errors;

namespace TradeML.Data.Curation;

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

    public static string Day(DateOnly day) => $"DATE '{day:yyyy-MM-dd}'";
}
