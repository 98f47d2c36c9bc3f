using System.Runtime.InteropServices;

namespace TradeML.Node.Exports;

/// <summary>Gives a file a second name, where the system and the disk know such a thing.</summary>
internal static partial class HardLinks
{
    public static bool TryLink(string existing, string name) =>
        !OperatingSystem.IsWindows() && Link(existing, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
