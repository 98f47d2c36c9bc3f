using TradeML.Lake;

namespace TradeML.Node.Replication;

/// <summary>
/// Under which name a lake is known to an object store, and whose copy it is: <c>control/replication.id</c>.
/// </summary>
internal static class LakeName
{
    /// <summary>The lake's own name; null when it never pushed.</summary>
    public static string? Find(DataLake lake) => lake.Control.Node.Length > 0 ? lake.Control.Node : Line(lake, "id ");

    /// <summary>The lake's own name, made now when there is none.</summary>
    public static string Make(DataLake lake)
    {
        if (Find(lake) is { } name) return name;
        name = Guid.CreateVersion7().ToString("N");
        File.AppendAllText(PathOf(lake), $"id {name}\n");
        return name;
    }

    /// <summary>The lake that this one is a copy of, or null.</summary>
    public static string? Origin(DataLake lake) => Line(lake, "of ");

    public static void SetOrigin(DataLake lake, string origin)
    {
        if (Origin(lake) is null) File.AppendAllText(PathOf(lake), $"of {origin}\n");
    }

    private static string? Line(DataLake lake, string start)
    {
        var path = PathOf(lake);
        return File.Exists(path)
            ? File.ReadLines(path)
                .FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Trim()
            : null;
    }

    private static string PathOf(DataLake lake) => Path.Combine(lake.Root, "control", "replication.id");
}
