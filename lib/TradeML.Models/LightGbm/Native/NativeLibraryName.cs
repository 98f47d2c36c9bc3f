namespace TradeML.Models.LightGbm.Native;

/// <summary>The name the imports are bound to; the loader adds the platform's suffix.</summary>
internal static class NativeLibraryName
{
    public const string Value = "lib_lightgbm";
}
