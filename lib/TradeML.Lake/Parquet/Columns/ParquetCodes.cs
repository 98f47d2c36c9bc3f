namespace TradeML.Lake.Parquet.Columns;

/// <summary>Numbers of the Parquet format (parquet.thrift) that reading and writing share.</summary>
internal static class ParquetCodes
{
    /// <summary>Physical types.</summary>
    internal const int Int32 = 1, Int64 = 2, Float = 4, ByteArray = 6;

    /// <summary>Encodings.</summary>
    internal const int Plain = 0, PlainDictionary = 2, Rle = 3, RleDictionary = 8;

    /// <summary>Kinds of pages.</summary>
    internal const int DataPage = 0, DictionaryPage = 2, DataPageV2 = 3;
}
