namespace TradeML.Core.Configuration;

/// <summary>Marks a setting whose value is never printed, whatever its type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
