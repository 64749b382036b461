using System.Buffers.Binary;

namespace Xiezhi.Office.Store;

/// <summary>Keys of answers as the office's tables keep them: the same 16 bytes as in the ledger.</summary>
internal static class AnswerKeys
{
    public static byte[] Bytes(UInt128 key)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return bytes;
    }

    public static UInt128 Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
