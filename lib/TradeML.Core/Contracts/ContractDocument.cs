using TradeML.Core.Configuration;

namespace TradeML.Core.Contracts;

/// <summary>A contract file as it is written.</summary>
internal sealed class ContractDocument : ICheckedOptions
{
    public required string Table { get; init; }

    public required string Meaning { get; init; }

    [Between(1, 10_000)]
    public required int Version { get; init; }

    public required IReadOnlyList<string> Key { get; init; }

    public required string Partitioning { get; init; }

    public required string Time { get; init; }

    public required string ExpectedRows { get; init; }

    public KnowledgeDocument? Knowledge { get; init; }

    public required IReadOnlyList<ColumnDocument> Columns { get; init; }

    public IEnumerable<(string Key, string Fault)> Check()
    {
        foreach (var group in Columns.GroupBy(c => c.Name).Where(g => g.Count() > 1))
            yield return ("columns", $"The column '{group.Key}' is declared {group.Count()} times; allowed is once.");
        foreach (var name in Key.Where(k => Columns.All(c => c.Name != k)))
            yield return ("key",
                $"The key names '{name}', which is no column; columns are "
                    + $"{string.Join(", ", Columns.Select(c => c.Name))}.");
        if (Knowledge is null) yield break;
        if (Knowledge.Always == (Knowledge.Column is not null))
            yield return ("knowledge", "It takes either a column or 'always: true'.");
        else if (Knowledge.Column is { } column
            && !Columns.Any(c => c.Name == column && c.Type is ("date" or "instant")))
            yield return ("knowledge", $"The column '{column}' is none of type date or instant.");
    }
}
