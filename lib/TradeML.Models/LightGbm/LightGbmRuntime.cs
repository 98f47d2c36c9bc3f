using System.Runtime.InteropServices;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm.Native;

namespace TradeML.Models.LightGbm;

/// <summary>Says whether LightGBM's native library can be used in this process.</summary>
public static class LightGbmRuntime
{
    /// <summary>The library and the version that models are trained with.</summary>
    public const string Engine = "LightGBM 4.7.0";

    private static readonly Lazy<string> Fault = new(Probe);

    /// <summary>Tries to load the native library once per process.</summary>
    /// <param name="reason">Why it can't be used, with the remedy; empty when it can.</param>
    /// <returns>True when training and native prediction work here.</returns>
    public static bool TryProbe(out string reason)
    {
        reason = Fault.Value;
        return reason.Length == 0;
    }

    /// <summary>Throws unless the native library can be used.</summary>
    /// <exception cref="TradeMLException">The library or one of its own dependencies is missing.</exception>
    internal static void Require()
    {
        if (Fault.Value.Length == 0) return;
        throw new TradeMLException(
            ErrorKind.DataMissing,
            $"LightGBM's native library is not available on {RuntimeInformation.RuntimeIdentifier}.",
            Fault.Value,
            "Train on an x64 machine; scoring goes through ONNX or the model's text form.");
    }

    private static string Probe()
    {
        if (NativeLibrary.TryLoad(NativeLibraryName.Value, typeof(LightGbmRuntime).Assembly, null, out _)) return "";
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return $"LightGBM has no build for {RuntimeInformation.RuntimeIdentifier}: train on an x64 machine.";
        }

        if (OperatingSystem.IsLinux() && !NativeLibrary.TryLoad("libgomp.so.1", out _))
        {
            return "libgomp.so.1, which LightGBM needs, is not installed: apt-get install libgomp1.";
        }

        return $"{NativeLibraryName.Value} was not found beside the program: publish for "
            + $"{RuntimeInformation.RuntimeIdentifier}.";
    }
}
