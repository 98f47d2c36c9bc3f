namespace TradeML.Lake.Control;

/// <summary>
/// Told of every step of a durable write, so that a test can stop the process there. In production there is none.
/// </summary>
public interface ICrashPoint
{
    /// <summary>Called before and after each step of a file write and each statement of the control store.</summary>
    /// <param name="step">What was reached, for example <c>file: renamed</c>.</param>
    void Reached(string step);
}
