using System.Globalization;
using System.Text;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>Writes the members of one aggregate.</summary>
internal static class MassiveBar
{
    /// <param name="json">Where to.</param>
    /// <param name="bar">The prices.</param>
    /// <param name="stamp">Start of the window.</param>
    /// <param name="whole">Whether the members that may be missing are there.</param>
    /// <param name="exponent">Whether a large volume comes in exponent form.</param>
    public static void Write(JsonBytes json, in DailyBar bar, DateTime stamp, bool whole, bool exponent)
    {
        json.Raw("\"v\":"u8);
        if (exponent && bar.Volume >= 1_000_000) json.Raw(Encoding.ASCII.GetBytes(Exponent(bar.Volume)));
        else json.Whole(bar.Volume);
        if (whole)
        {
            json.Raw(",\"vw\":"u8);
            json.Price(bar.Vwap);
        }

        json.Raw(",\"o\":"u8);
        json.Price(bar.Open);
        json.Raw(",\"c\":"u8);
        json.Price(bar.Close);
        json.Raw(",\"h\":"u8);
        json.Price(bar.High);
        json.Raw(",\"l\":"u8);
        json.Price(bar.Low);
        json.Raw(",\"t\":"u8);
        json.Whole((stamp - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond);
        if (!whole) return;
        json.Raw(",\"n\":"u8);
        json.Whole(bar.Trades);
    }

    /// <summary>All digits of a whole number in exponent form: 7.0790813e+07.</summary>
    private static string Exponent(long volume)
    {
        var digits = volume.ToString(CultureInfo.InvariantCulture);
        var fraction = digits[1..].TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture,
            $"{digits[0]}{(fraction.Length > 0 ? "." : "")}{fraction}e+{digits.Length - 1:00}");
    }
}
