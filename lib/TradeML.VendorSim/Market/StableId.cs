using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TradeML.VendorSim.Market;

/// <summary>Identifiers that follow from what they identify, so that every run gives the same ones.</summary>
internal static class StableId
{
    public static Guid Of(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>A seed that follows from an identity.</summary>
    public static int Seed(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(bytes));
    }

    public static Guid Of(Guid parent, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[20];
        parent.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], ordinal);
        return new Guid(SHA256.HashData(bytes).AsSpan(0, 16));
    }
}
