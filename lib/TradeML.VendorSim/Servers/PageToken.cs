using System.Globalization;
using System.Text;

namespace TradeML.VendorSim.Servers;

/// <summary>Where a page begins, as the opaque text that callers send back.</summary>
/// <param name="Offset">First row of the page in the whole answer.</param>
/// <param name="Visible">Day number up to which data existed at the first page, so that a growing market does not shift
/// later pages.</param>
/// <param name="Previous">First row of the page that gave this token.</param>
/// <param name="Then">Where the page after this one begins when it is not the next; −1 otherwise.</param>
/// <param name="Endless">Whether the walk never ends.</param>
internal readonly record struct PageToken(int Offset, int Visible, int Previous, int Then = -1, bool Endless = false)
{
    public string Encode()
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"p1|{Offset}|{Visible}|{Previous}|{Then}|{(Endless ? 1 : 0)}");
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public static bool TryDecode(string text, out PageToken token)
    {
        token = default;
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length)) return false;
        var parts = Encoding.ASCII.GetString(bytes, 0, length).Split('|');
        if (parts.Length != 6 || parts[0] != "p1") return false;
        var numbers = new int[5];
        for (var i = 0; i < 5; i++)
            if (!int.TryParse(parts[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out numbers[i])) return false;
        if (numbers[0] < 0 || numbers[2] < 0 || numbers[3] < -1) return false;
        token = new PageToken(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] == 1);
        return true;
    }
}
