using TradeML.Core.Configuration;

namespace TradeML.Core.Contracts;

/// <summary>A column of a contract file as it is written.</summary>
internal sealed class ColumnDocument : ICheckedOptions
{
    public required string Name { get; init; }

    [OneOf("text", "date", "instant", "double", "float", "long", "bool", "decimal")]
    public required string Type { get; init; }

    public bool Nullable { get; init; }

    public string? Unit { get; init; }

    public required string Meaning { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public double? Min { get; init; }

    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (!Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            yield return ("name",
                $"'{Name}' is no column name; allowed are lower-case letters, digits and underscores.");
        if (Values is not null && Type != "text")
            yield return ("values", "Only a text column lists the values it allows.");
        if (Min is not null && Type is "text" or "date" or "instant" or "bool")
            yield return ("min", "Only a number has a least value.");
    }

    internal ColumnContract ToContract() =>
        new(Name, Enum.Parse<ColumnType>(Type, ignoreCase: true), Nullable, Unit, Meaning, Values, Min);
}
