using System.Globalization;
using System.Text;
using TradeML.Data.Settings;

namespace TradeML.Node.Log;

/// <summary>
/// A node's lines on disk: one file a day (UTC), going on in another when it grows large, removed after some days. A
/// disk that takes nothing loses lines, never the node: the next line that can be written says how many.
/// </summary>
public sealed class LogFile : IDisposable
{
    private const string Prefix = "node-";
    private readonly string folder;
    private readonly LogOptions options;
    private StreamWriter? writer;
    private DateOnly day;
    private long lost;

    /// <summary>Creates a log in a folder.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="options">What is kept.</param>
    public LogFile(string folder, LogOptions options)
    {
        this.folder = folder;
        this.options = options;
    }

    /// <summary>Writes a line. Not safe for concurrent use.</summary>
    /// <param name="entry">The event.</param>
    public void Append(NodeEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            var today = DateOnly.FromDateTime(entry.At.UtcDateTime);
            if (writer is null || today != day || writer.BaseStream.Length >= options.MaxMegabytes * 1_000_000L)
                Open(today);
            if (lost > 0)
                writer!.WriteLine(
                    new NodeEvent(entry.At, NodeEventLevel.Warning, "log",
                        $"{lost} lines could not be written before this one.").ToLine());
            lost = 0;
            writer!.WriteLine(entry.ToLine());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lost++;
            Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Open(DateOnly today)
    {
        Close();
        Directory.CreateDirectory(folder);
        day = today;
        Remove(today.AddDays(-options.KeepDays));
        var stream = new FileStream(Free(today), FileMode.Append, FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete, 1);
        writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
    }

    private string Free(DateOnly today)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder,
                string.Create(CultureInfo.InvariantCulture,
                    $"{Prefix}{today:yyyy-MM-dd}{(number == 1 ? "" : $".{number}")}.log"));
            if (!File.Exists(path) || new FileInfo(path).Length < options.MaxMegabytes * 1_000_000L) return path;
        }
    }

    private void Remove(DateOnly before)
    {
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*.log"))
        {
            var name = Path.GetFileName(path);
            if (name.Length >= Prefix.Length + 10 && DateOnly.TryParseExact(
                    name.AsSpan(Prefix.Length, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out var of) && of < before)
                File.Delete(path);
        }
    }

    private void Close()
    {
        try
        {
            writer?.Dispose();
        }
        catch (IOException)
        {
            // What the disk did not take is counted as lost already.
        }

        writer = null;
    }
}
