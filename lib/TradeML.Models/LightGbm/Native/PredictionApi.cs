using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>The prediction part of the "Booster interface" section of LightGBM's c_api.h.</summary>
internal static partial class PredictionApi
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterCalcNumPredict")]
    public static partial int CalcNumPredict(
        BoosterHandle booster, int rows, PredictType type, int startRound, int rounds, out long count);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterPredictForMat",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PredictForMat(
        BoosterHandle booster, ReadOnlySpan<float> data, NativeType dataType, int rows, int columns, int isRowMajor,
        PredictType type, int startRound, int rounds, string parameters, out long count, Span<double> results);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterPredictForMat",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PredictForMat(
        BoosterHandle booster, ReadOnlySpan<double> data, NativeType dataType, int rows, int columns, int isRowMajor,
        PredictType type, int startRound, int rounds, string parameters, out long count, Span<double> results);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetNumPredict")]
    public static partial int GetNumPredict(BoosterHandle booster, int dataIndex, out long count);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetPredict")]
    public static partial int GetPredict(BoosterHandle booster, int dataIndex, out long count, Span<double> results);
}
