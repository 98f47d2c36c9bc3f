namespace TradeML.Proof.Outputs;

/// <summary>What another future did to an output that had been known.</summary>
public enum LeakKind
{
    /// <summary>Its value changed.</summary>
    Changed,

    /// <summary>It went, or is no longer claimed to have been known.</summary>
    Vanished,

    /// <summary>It had not been there.</summary>
    Appeared,
}
