using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Node.Log;

/// <summary>
/// What a node has to say: kept in the lake's log files, remembered for a while, and told to whoever listens. Secrets
/// are taken out first.
/// </summary>
public sealed class NodeLog : IDisposable
{
    private const int Remembered = 100;
    private readonly TimeProvider time;
    private readonly SecretRedactor redactor;
    private readonly LogFile? file;
    private readonly Action<NodeEvent>? listener;
    private readonly Queue<NodeEvent> recent = new();
    private readonly Lock gate = new();

    /// <summary>Creates a log.</summary>
    /// <param name="time">Clock.</param>
    /// <param name="redactor">Takes secrets out of every text.</param>
    /// <param name="file">Where lines are kept; null: nowhere.</param>
    /// <param name="listener">Told every event, one at a time; null: nobody.</param>
    public NodeLog(TimeProvider time, SecretRedactor redactor, LogFile? file = null, Action<NodeEvent>? listener = null)
    {
        this.time = time;
        this.redactor = redactor;
        this.file = file;
        this.listener = listener;
    }

    /// <summary>The newest events, oldest first.</summary>
    public IReadOnlyList<NodeEvent> Recent
    {
        get
        {
            lock (gate) return [.. recent];
        }
    }

    /// <summary>Notes that something was done.</summary>
    /// <param name="part">Which part of the node says so.</param>
    /// <param name="text">What happened.</param>
    public void Info(string part, string text) => Add(NodeEventLevel.Info, part, text);

    /// <summary>Notes that something went wrong that does not stop the node.</summary>
    /// <param name="part">Which part of the node says so.</param>
    /// <param name="text">What happened.</param>
    public void Warn(string part, string text) => Add(NodeEventLevel.Warning, part, text);

    /// <summary>Notes why the node pauses or stops.</summary>
    /// <param name="part">Which part of the node says so.</param>
    /// <param name="error">What happened.</param>
    public void Error(string part, TradeMLException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Add(NodeEventLevel.Error, part,
            string.Join(' ',
                new[] { error.Message, error.Place is null ? null : $"({error.Place})",
                    error.Remedy }.OfType<string>()));
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private void Add(NodeEventLevel level, string part, string text)
    {
        lock (gate)
        {
            var entry = new NodeEvent(time.GetUtcNow(), level, part, redactor.Redact(text));
            recent.Enqueue(entry);
            if (recent.Count > Remembered) recent.Dequeue();
            file?.Append(entry);
            listener?.Invoke(entry);
        }
    }
}
