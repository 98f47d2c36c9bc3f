using System.Diagnostics.CodeAnalysis;

namespace TradeML.Testing;

/// <summary>The process "dies" here: nothing after it may run but what the operating system would do.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It stands for an event, not for an error.")]
public sealed class SimulatedCrash(string step) : Exception($"Crash at step '{step}'.");
