using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Ledger.Keys;

/// <summary>
/// The keys of the cases, in one flat file beside the store that only its owner may read: a header and then a slot of 32 bytes for each key. They are not in
/// the store, so that a key once destroyed is in no journal and no copy of the store, and everything sealed with it is erased.
/// </summary>
/// <remarks>A slot of zeros is empty: destroyed, or never written. May be used from any thread. What a disk or file system keeps of overwritten blocks is
/// beyond this file.</remarks>
public sealed class CaseKeys : IDisposable
{
    public const int KeyLength = 32;
    private const int BatchKeys = 2048;
    private const int Stock = 256;

    private readonly SafeFileHandle file;
    private readonly bool writable;
    private readonly Lock batching = new();
    private readonly byte[] batch = new byte[BatchKeys * KeyLength];
    private long batchSlot;
    private int batchCount;
    private bool unflushed;
    private long stockedTo;

    private CaseKeys(SafeFileHandle file, bool writable)
    {
        this.file = file;
        this.writable = writable;
    }

    // As long as a slot, so that slots lie on multiples of their length.
    private static ReadOnlySpan<byte> Header => "xiezhi case keys, format 1\n\0\0\0\0\0"u8;

    /// <summary>Opens the file for writing and makes it, with mode 0600, when it is not there.</summary>
    /// <exception cref="FolderException">The file is no key file, or others may read it.</exception>
    public static CaseKeys OpenForWriting(string path)
    {
        var isNew = !File.Exists(path);
        if (isNew) PrivateFile.Create(path, Header);
        return Open(path, writable: true);
    }

    /// <exception cref="FolderException">There is no file, it is no key file, or others may read it.</exception>
    public static CaseKeys OpenForReading(string path) => Open(path, writable: false);

    /// <summary>How many slots the file reaches over, empty ones among them.</summary>
    public long Slots
    {
        get
        {
            lock (batching) return Math.Max((RandomAccess.GetLength(file) - Header.Length) / KeyLength, batchCount == 0 ? 0 : batchSlot + batchCount);
        }
    }

    /// <summary>
    /// Writes a key; it lasts from the next <see cref="Flush"/> on, which comes before the commit that first uses it. Keys of neighbouring slots go to the file
    /// together.
    /// </summary>
    /// <param name="slot">0 or more; what it held is overwritten.</param>
    /// <param name="key">32 bytes, not all zero.</param>
    public void Write(long slot, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        if (key.Length != KeyLength || !key.ContainsAnyExcept((byte)0))
            throw new ArgumentException("A case key has 32 bytes that are not all zero.", nameof(key));
        lock (batching)
        {
            Writable();
            if (batchCount > 0 && (slot != batchSlot + batchCount || batchCount == BatchKeys)) WriteBatch();
            if (batchCount == 0) batchSlot = slot;
            key.CopyTo(batch.AsSpan(batchCount++ * KeyLength));
        }
    }

    /// <summary>The key for the next case, which will take this slot. It is on the disk already: keys are made and flushed so many at a time that hardly an opening waits for it.</summary>
    /// <param name="slot">A slot that no case has, nor any behind it.</param>
    public byte[] Stocked(long slot)
    {
        var key = new byte[KeyLength];
        lock (batching)
        {
            if (slot >= stockedTo)
            {
                for (var next = slot; next < slot + Stock; next++)
                {
                    // What an earlier process left in stock is as good as new.
                    if (!Read(next, key)) { Write(next, RandomNumberGenerator.GetBytes(KeyLength)); }
                }

                unflushed = true;
                Flush();
                stockedTo = slot + Stock;
            }

            _ = Read(slot, key);
            return key;
        }
    }

    /// <summary>Brings every key written so far to the disk.</summary>
    public void Flush()
    {
        lock (batching)
        {
            Writable();
            WriteBatch();
            if (!unflushed) return;
            RandomAccess.FlushToDisk(file);
            unflushed = false;
        }
    }

    /// <returns>False when the slot is empty; <paramref name="key"/> is then all zero.</returns>
    public bool Read(long slot, Span<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        key = key[..KeyLength];
        lock (batching)
        {
            if (slot >= batchSlot && slot < batchSlot + batchCount)
            {
                batch.AsSpan((int)(slot - batchSlot) * KeyLength, KeyLength).CopyTo(key);
                return true;
            }
        }
        key.Clear();
        return RandomAccess.Read(file, key, Offset(slot)) == KeyLength && key.ContainsAnyExcept((byte)0);
    }

    /// <summary>Overwrites a key with zeros and returns when the disk says so. Bodies sealed with it can be opened by nobody any more.</summary>
    public void Destroy(long slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        lock (batching)
        {
            Writable();
            WriteBatch();
            batch.AsSpan().Clear();
            if (slot < (RandomAccess.GetLength(file) - Header.Length) / KeyLength) RandomAccess.Write(file, batch.AsSpan(0, KeyLength), Offset(slot));
            RandomAccess.FlushToDisk(file);
            unflushed = false;
        }
    }

    /// <summary>Closes the file; keys not flushed belong to no commit and may be lost.</summary>
    public void Dispose()
    {
        lock (batching) CryptographicOperations.ZeroMemory(batch);
        file.Dispose();
    }

    private static CaseKeys Open(string path, bool writable)
    {
        PrivateFile.RefuseOthers(path);
        var opened = File.OpenHandle(path, FileMode.Open, writable ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite);
        Span<byte> header = stackalloc byte[Header.Length];
        if (RandomAccess.Read(opened, header, 0) == header.Length && header.SequenceEqual(Header)) return new CaseKeys(opened, writable);
        opened.Dispose();
        throw new FolderException($"{path} is not a file of case keys of this program's format. Restore it from a backup of the same time as the ledger.");
    }

    private static long Offset(long slot) => Header.Length + slot * KeyLength;

    private void WriteBatch()
    {
        if (batchCount == 0) return;
        RandomAccess.Write(file, batch.AsSpan(0, batchCount * KeyLength), Offset(batchSlot));
        batchCount = 0;
        unflushed = true;
    }

    private void Writable()
    {
        if (!writable) throw new InvalidOperationException("The case keys are open for reading only.");
    }
}
