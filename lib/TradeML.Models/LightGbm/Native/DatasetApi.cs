using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>
/// The "Dataset interface" section of LightGBM's c_api.h. Spans are pinned for the call, never copied.
/// </summary>
internal static partial class DatasetApi
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetCreateFromFile",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFromFile(
        string filename, string parameters, DatasetHandle reference, out DatasetHandle dataset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetCreateFromFile",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFromFile(
        string filename, string parameters, nint noReference, out DatasetHandle dataset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFromMat(
        ReadOnlySpan<float> data, NativeType type, int rows, int columns, int isRowMajor, string parameters,
        DatasetHandle reference, out DatasetHandle dataset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFromMat(
        ReadOnlySpan<float> data, NativeType type, int rows, int columns, int isRowMajor, string parameters,
        nint noReference, out DatasetHandle dataset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFromMat(
        ReadOnlySpan<double> data, NativeType type, int rows, int columns, int isRowMajor, string parameters,
        DatasetHandle reference, out DatasetHandle dataset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFromMat(
        ReadOnlySpan<double> data, NativeType type, int rows, int columns, int isRowMajor, string parameters,
        nint noReference, out DatasetHandle dataset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetGetSubset",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetSubset(
        DatasetHandle dataset, ReadOnlySpan<int> rows, int count, string parameters, out DatasetHandle subset);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetSetFeatureNames",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetFeatureNames(DatasetHandle dataset, string[] names, int count);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetGetFeatureNames")]
    public static unsafe partial int GetFeatureNames(
        DatasetHandle dataset, int slots, out int count, nuint slotBytes, out nuint neededBytes, byte** names);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetSetField",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetField(
        DatasetHandle dataset, string field, ReadOnlySpan<float> data, int count, NativeType type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetSetField",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetField(
        DatasetHandle dataset, string field, ReadOnlySpan<double> data, int count, NativeType type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetSetField",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetField(
        DatasetHandle dataset, string field, ReadOnlySpan<int> data, int count, NativeType type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetGetField",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetField(
        DatasetHandle dataset, string field, out int count, out nint data, out NativeType type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetGetNumData")]
    public static partial int GetNumData(DatasetHandle dataset, out int rows);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetGetNumFeature")]
    public static partial int GetNumFeature(DatasetHandle dataset, out int columns);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetGetFeatureNumBin")]
    public static partial int GetFeatureNumBin(DatasetHandle dataset, int feature, out int bins);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "LGBM_DatasetFree")]
    public static partial int Free(nint dataset);
}
