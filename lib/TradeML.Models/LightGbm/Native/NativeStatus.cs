using System.Runtime.InteropServices;
using TradeML.Core.Errors;

namespace TradeML.Models.LightGbm.Native;

/// <summary>The one step from a status of the C API to an exception.</summary>
internal static class NativeStatus
{
    /// <summary>Returns when <paramref name="status"/> is 0; otherwise throws with LightGBM's own text.</summary>
    public static void Check(int status, string action)
    {
        if (status == 0) return;
        var text = Marshal.PtrToStringUTF8(ErrorApi.GetLastError());
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"LightGBM could not {action}: "
                + $"{(string.IsNullOrWhiteSpace(text) ? $"status {status} without a text" : text.Trim())}",
            "LightGBM's native library",
            "Check the parameters and the data that were handed to LightGBM.");
    }
}
