namespace TradeML.Data.Queue;

/// <summary>What putting a window into the queue did.</summary>
public enum UpsertOutcome
{
    /// <summary>The window is new.</summary>
    Added,

    /// <summary>The window was finished or given up and is asked for again.</summary>
    Revived,

    /// <summary>The window is waiting or being worked on already.</summary>
    Kept,
}
