namespace TradeML.Core.Errors;

/// <summary>
/// The one exception of TradeML: it says what happened, where, and what to do next. Its message is a sentence for the
/// user and never holds a secret.
/// </summary>
public sealed class TradeMLException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="kind">What kind of failure it is; decides the exit code.</param>
    /// <param name="message">What happened, as one sentence.</param>
    /// <param name="place">Where: a file with row and column, a table, a URL without its key. Null when the message
    /// says it.</param>
    /// <param name="remedy">What the user can do next, as one sentence. Null when there is nothing to advise.</param>
    /// <param name="inner">The cause, when another exception lies beneath.</param>
    public TradeMLException(
        ErrorKind kind, string message, string? place = null, string? remedy = null, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Place = place;
        Remedy = remedy;
    }

    /// <summary>What kind of failure it is.</summary>
    public ErrorKind Kind { get; }

    /// <summary>Where it happened, or null.</summary>
    public string? Place { get; }

    /// <summary>What to do next, or null.</summary>
    public string? Remedy { get; }

    /// <summary>The process exit code of <see cref="Kind"/> (1 to 6).</summary>
    public int ExitCode => (int)Kind;

    /// <summary>Message, place and remedy as the terminal shows them, one line each.</summary>
    public string ToUserText()
    {
        var text = Message;
        if (Place is not null) text += $"{Environment.NewLine}  where: {Place}";
        if (Remedy is not null) text += $"{Environment.NewLine}  next:  {Remedy}";
        return text;
    }
}
