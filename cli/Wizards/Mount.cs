namespace TradeML.Cli.Wizards;

/// <summary>A mounted file system that may hold a lake.</summary>
/// <param name="Device">The block device, for example <c>/dev/sda1</c>.</param>
/// <param name="Path">Where it is mounted.</param>
/// <param name="FileSystem">Its kind, for example <c>ext4</c>.</param>
/// <param name="Options">Its options, for example <c>rw,noatime</c>.</param>
internal sealed record Mount(string Device, string Path, string FileSystem, string Options)
{
    private static readonly string[] Suitable = ["ext4", "ext3", "xfs", "btrfs", "f2fs", "zfs"];
    private static readonly string[] Elsewhere = ["/mnt/", "/media/", "/srv/", "/run/media/", "/data/", "/Volumes/"];

    /// <summary>
    /// Whether it takes what a lake needs: writable, and a file system with permissions and renames that a power cut
    /// can't halve.
    /// </summary>
    public bool IsSuitable => Suitable.Contains(FileSystem) && !Options.Split(',').Contains("ro");

    /// <summary>Reads the table of mounts as <c>/proc/mounts</c> shows it.</summary>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<Mount> Parse(string text) =>
        [.. text.Split('\n').Select(l => l.Split(' ')).Where(f => f.Length >= 4)
            .Select(f => new Mount(Unescape(f[0]), Unescape(f[1]), f[2], f[3]))];

    /// <summary>
    /// Mounts that look like a disk for data: a block device that is neither the system's nor an SD card, each device
    /// once.
    /// </summary>
    /// <param name="mounts">All mounts.</param>
    public static IReadOnlyList<Mount> Candidates(IEnumerable<Mount> mounts) =>
        [.. mounts
            .Where(m =>
                m.Device.StartsWith("/dev/", StringComparison.Ordinal)
                    && !m.Device.StartsWith("/dev/mmcblk", StringComparison.Ordinal)
                && !m.Device.StartsWith("/dev/loop", StringComparison.Ordinal)
                && Elsewhere.Any(e => (m.Path + "/").StartsWith(e, StringComparison.Ordinal)))
            .DistinctBy(m => m.Device).OrderByDescending(m => m.IsSuitable)
            .ThenBy(m => m.Path, StringComparer.Ordinal)];

    private static string Unescape(string field) => field
        .Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
