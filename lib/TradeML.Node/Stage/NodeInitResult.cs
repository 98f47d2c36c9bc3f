namespace TradeML.Node.Stage;

/// <summary>What an initialisation did.</summary>
/// <param name="StagePath">The stage file.</param>
/// <param name="Symbols">Symbols of the stage, earlier ones included.</param>
/// <param name="NewSymbols">Symbols that were not in the stage before.</param>
/// <param name="TasksAdded">Tasks put into the queue.</param>
public sealed record NodeInitResult(string StagePath, int Symbols, int NewSymbols, int TasksAdded);
