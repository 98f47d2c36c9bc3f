using System.Globalization;

namespace TradeML.Cli.Wizards;

/// <summary>The machine a node is set up on.</summary>
/// <param name="Model">What it says it is, for example <c>Raspberry Pi 5 Model B Rev 1.0</c>.</param>
/// <param name="IsPi">Whether it is a Raspberry Pi.</param>
/// <param name="Disks">Mounts that may hold the lake, best first.</param>
internal sealed record Machine(string Model, bool IsPi, IReadOnlyList<Mount> Disks)
{
    /// <summary>Looks at this machine.</summary>
    public static Machine Detect()
    {
        const string model = "/proc/device-tree/model", mounts = "/proc/mounts";
        return Read(File.Exists(model) ? File.ReadAllText(model) : "",
            File.Exists(mounts) ? File.ReadAllText(mounts) : "");
    }

    /// <summary>Reads what the system says of itself.</summary>
    /// <param name="model">The device tree's model, empty where there is none.</param>
    /// <param name="mounts">The table of mounts.</param>
    public static Machine Read(string model, string mounts)
    {
        var name = model.TrimEnd('\0', '\n', ' ');
        return new Machine(name.Length > 0 ? name : "workstation",
            name.Contains("Raspberry Pi", StringComparison.OrdinalIgnoreCase), Mount.Candidates(Mount.Parse(mounts)));
    }

    /// <summary>Free space of a mount in words, or nothing when it can't be asked.</summary>
    /// <param name="path">Where it is mounted.</param>
    public static string FreeSpace(string path)
    {
        try
        {
            var drive = new DriveInfo(path);
            return string.Create(CultureInfo.InvariantCulture,
                $"{drive.AvailableFreeSpace / 1e9:0.#} of {drive.TotalSize / 1e9:0.#} GB free");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "free space unknown";
        }
    }
}
