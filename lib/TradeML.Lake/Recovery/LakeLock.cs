using System.Globalization;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;

namespace TradeML.Lake.Recovery;

/// <summary>
/// The lake's one writer. The operating system holds the lock on <c>control/lake.lock</c> and lets go when the process
/// ends, however it ends, so that a dead holder never blocks; <c>control/lake.holder</c> beside it only names the
/// holder.
/// </summary>
internal sealed class LakeLock : IDisposable
{
    private readonly FileStream file;

    private LakeLock(FileStream file) => this.file = file;

    public static LakeLock Take(string root, TimeProvider time, string? name = null)
    {
        var path = Path.Combine(root, "control", "lake.lock");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (!StorageFault.IsOfTheDisk(e))
        {
            throw new TradeMLException(
                ErrorKind.Storage, $"Another process writes to this lake: {Holder(HolderFile(root))}.", root,
                "Wait for it or stop it. Commands that only read work beside it.", e);
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(name is null ? "" : $"node '{name}', ")}process {Environment.ProcessId} on "
                + $"{Environment.MachineName} since {InstantText.From(time.GetUtcNow())}");
        File.WriteAllText(HolderFile(root), text);
        return new LakeLock(file);
    }

    public void Dispose() => file.Dispose();

    private static string HolderFile(string root) => Path.Combine(root, "control", "lake.holder");

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } text ? text : "its name is not written yet";
        }
        catch (IOException)
        {
            return "its name can't be read";
        }
    }
}
