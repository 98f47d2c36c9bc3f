using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>The error section of LightGBM's c_api.h.</summary>
internal static partial class ErrorApi
{
    /// <summary>The text of the calling thread's last failure; owned by LightGBM.</summary>
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_GetLastError")]
    public static partial nint GetLastError();
}
