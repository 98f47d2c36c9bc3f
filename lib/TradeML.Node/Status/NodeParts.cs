namespace TradeML.Node.Status;

/// <summary>Names of a node's loops.</summary>
internal static class NodeParts
{
    /// <summary>Asks for the newest sessions.</summary>
    public const string Forward = "forward";

    /// <summary>Audits, gates stages, purges.</summary>
    public const string Planner = "planner";

    /// <summary>Works the queue.</summary>
    public const string Worker = "worker";

    /// <summary>Curates and exports.</summary>
    public const string Maintenance = "maintenance";
}
