namespace TradeML.Core.Configuration.Binding;

/// <summary>One thing wrong with the configuration.</summary>
/// <param name="Place">File and line, or the environment variable.</param>
/// <param name="Message">What is wrong and what is allowed, as one sentence.</param>
public sealed record ConfigFault(string Place, string Message);
