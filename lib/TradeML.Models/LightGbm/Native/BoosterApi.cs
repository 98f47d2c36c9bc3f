using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>
/// The "Booster interface" section of LightGBM's c_api.h without prediction (see <see cref="PredictionApi"/>).
/// </summary>
internal static partial class BoosterApi
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterCreate",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Create(DatasetHandle train, string parameters, out BoosterHandle booster);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterLoadModelFromString",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadModelFromString(string model, out int rounds, out BoosterHandle booster);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterFree")]
    public static partial int Free(nint booster);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterAddValidData")]
    public static partial int AddValidData(BoosterHandle booster, DatasetHandle validation);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterResetParameter",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ResetParameter(BoosterHandle booster, string parameters);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetNumClasses")]
    public static partial int GetNumClasses(BoosterHandle booster, out int classes);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int UpdateOneIter(BoosterHandle booster, out int finished);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetCurrentIteration")]
    public static partial int GetCurrentIteration(BoosterHandle booster, out int rounds);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterNumberOfTotalModel")]
    public static partial int NumberOfTotalModel(BoosterHandle booster, out int trees);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetNumFeature")]
    public static partial int GetNumFeature(BoosterHandle booster, out int features);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetFeatureNames")]
    public static unsafe partial int GetFeatureNames(
        BoosterHandle booster, int slots, out int count, nuint slotBytes, out nuint neededBytes, byte** names);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetEvalCounts")]
    public static partial int GetEvalCounts(BoosterHandle booster, out int count);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetEvalNames")]
    public static unsafe partial int GetEvalNames(
        BoosterHandle booster, int slots, out int count, nuint slotBytes, out nuint neededBytes, byte** names);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterGetEval")]
    public static partial int GetEval(BoosterHandle booster, int dataIndex, out int count, Span<double> results);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterSaveModelToString")]
    public static partial int SaveModelToString(
        BoosterHandle booster, int startRound, int rounds, ImportanceType importance, long bufferBytes,
        out long neededBytes, Span<byte> text);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_BoosterFeatureImportance")]
    public static partial int FeatureImportance(
        BoosterHandle booster, int rounds, ImportanceType importance, Span<double> results);
}
