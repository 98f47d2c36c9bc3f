namespace TradeML.Core.Configuration;

/// <summary>
/// Names an environment variable that sets a property, beside its systematic name <c>TRADEML__FILE__KEY</c>. On a map a
/// trailing <c>*</c> stands for the key in upper case: <c>NODE_MAX_INFLIGHT_*</c>.
/// </summary>
/// <param name="name">Name of the variable.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnvironmentVariableAttribute(string name) : Attribute
{
    /// <summary>Name of the variable, perhaps ending in <c>*</c>.</summary>
    public string Name { get; } = name;
}
