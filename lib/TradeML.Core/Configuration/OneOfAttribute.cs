namespace TradeML.Core.Configuration;

/// <summary>Declares the texts a setting may hold.</summary>
/// <param name="values">The allowed texts, exact.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed texts.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
