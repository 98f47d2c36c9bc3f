namespace TradeML.Models.LightGbm.Native;

/// <summary>C_API_DTYPE_* of c_api.h.</summary>
internal enum NativeType
{
    Float32 = 0,
    Float64 = 1,
    Int32 = 2,
    Int64 = 3,
}
