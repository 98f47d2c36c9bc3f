using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Subjects;

/// <summary>Collects rows of a world's table.</summary>
internal sealed class Rows(params string[] numbers)
{
    private readonly List<(string Symbol, DateOnly Date, DateTime KnownAt, double[] Numbers, string? Text)> rows = [];

    /// <summary>Name of its one text column, or null.</summary>
    internal string? Text { get; init; }

    internal void Add(string symbol, DateOnly date, DateTime knownAt, double[] values, string? text = null) =>
        rows.Add((symbol, date, knownAt, values, text));

    internal WorldTable Table(string name, TableNature nature, params string[] extraKey) => WorldTable.Create(
        name, nature, [.. rows.Select(r => r.Symbol)], [.. rows.Select(r => r.Date)], [.. rows.Select(r => r.KnownAt)],
        numbers.Index().ToDictionary(n => n.Item, n => rows.Select(r => r.Numbers[n.Index]).ToArray()),
        Text is null ? null : new Dictionary<string, string?[]> { [Text] = [.. rows.Select(r => r.Text)] }, extraKey);
}
