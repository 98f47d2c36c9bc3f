namespace TradeML.Models.LightGbm.Native;

/// <summary>C_API_PREDICT_* of c_api.h.</summary>
internal enum PredictType
{
    Normal = 0,
    RawScore = 1,
    LeafIndex = 2,
}
