using TradeML.Core.Configuration;

namespace TradeML.Core.Contracts;

/// <summary>The knowledge time of a contract file as it is written.</summary>
internal sealed class KnowledgeDocument
{
    public string? Column { get; init; }

    public bool Always { get; init; }

    [Between(0, 525_600)]
    public int LagMinutes { get; init; }
}
