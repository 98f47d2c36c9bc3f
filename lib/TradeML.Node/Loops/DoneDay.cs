using System.Globalization;
using TradeML.Lake.Control;

namespace TradeML.Node.Loops;

/// <summary>The local day of the last run of something that runs daily, kept in the control store.</summary>
internal static class DoneDay
{
    public static DateOnly? Get(ControlStore control, string bookmark) =>
        Bookmarks.Get(control, bookmark) is { } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    public static void Set(ControlTransaction tx, string bookmark, DateOnly day) =>
        Bookmarks.Set(tx, bookmark, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
