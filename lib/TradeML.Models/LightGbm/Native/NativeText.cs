using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>
/// Reads the lists of names and the arrays that the C API hands out, so that no pointer leaves this folder.
/// </summary>
internal static unsafe class NativeText
{
    public delegate int NameReader(int slots, out int count, nuint slotBytes, out nuint neededBytes, byte** names);

    /// <summary>Reads a list of names, asking first how many there are and how long the longest is.</summary>
    public static string[] ReadNames(NameReader read, string action)
    {
        NativeStatus.Check(read(0, out var count, 0, out var bytes, null), action);
        if (count == 0) return [];
        var block = (byte*)NativeMemory.AllocZeroed((nuint)count, bytes);
        var slots = (byte**)NativeMemory.Alloc((nuint)count, (nuint)sizeof(byte*));
        try
        {
            for (var i = 0; i < count; i++) slots[i] = block + ((nuint)i * bytes);
            NativeStatus.Check(read(count, out count, bytes, out bytes, slots), action);
            var names = new string[count];
            for (var i = 0; i < count; i++) names[i] = Marshal.PtrToStringUTF8((nint)slots[i]) ?? "";
            return names;
        }
        finally
        {
            NativeMemory.Free(slots);
            NativeMemory.Free(block);
        }
    }

    /// <summary>Copies a field of 32-bit floats; empty when the data set has none.</summary>
    public static float[] ReadFloats(DatasetHandle dataset, string field)
    {
        NativeStatus.Check(DatasetApi.GetField(dataset, field, out var count, out var data, out var type),
            $"read the field {field}");
        return count == 0 || data == 0 || type != NativeType.Float32
            ? []
            : new ReadOnlySpan<float>((void*)data, count).ToArray();
    }

    /// <summary>Copies a field of doubles; empty when the data set has none.</summary>
    public static double[] ReadDoubles(DatasetHandle dataset, string field)
    {
        NativeStatus.Check(DatasetApi.GetField(dataset, field, out var count, out var data, out var type),
            $"read the field {field}");
        return count == 0 || data == 0 || type != NativeType.Float64
            ? []
            : new ReadOnlySpan<double>((void*)data, count).ToArray();
    }
}
