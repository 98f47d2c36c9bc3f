namespace TradeML.Models.LightGbm.Native;

/// <summary>C_API_FEATURE_IMPORTANCE_* of c_api.h.</summary>
internal enum ImportanceType
{
    Split = 0,
    Gain = 1,
}
