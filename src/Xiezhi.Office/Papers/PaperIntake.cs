using System.Security.Cryptography;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Papers;

/// <summary>Takes one upload in: sealed piece by piece as it comes, judged when it is whole, and removed when it is not taken.</summary>
internal static class PaperIntake
{
    /// <summary>Writes what comes to <paramref name="path"/>, which must not exist.</summary>
    /// <param name="key">The paper's own key.</param>
    /// <param name="name">The file's name as it was sent.</param>
    /// <param name="declared">How long the sender said that it is; null when he did not.</param>
    /// <returns>Type, length and hash; or why it is not taken, and then there is no file.</returns>
    public static async Task<(PaperType Type, long Length, ContentHash Content, PaperAnswer.NotTaken? Not)> TakeAsync(
        Stream upload, string path, byte[] key, string name, long? declared, CancellationToken ct)
    {
        var kept = false;
        try
        {
            var (length, hash) = await SealAsync(upload, path, key, ct);
            if (Judge(length, declared) is { } fault) { return (PaperType.Text, 0, default, fault); }
            using var content = new PaperStream(path, key);
            if (PaperType.Of(content) is not { } type)
            {
                var all = string.Join("、", PaperType.All.Select(t => t.Title.Zh));
                return (PaperType.Text, 0, default, Not(PaperFault.WrongType, $"这种文件不能上传。可以上传：{all}（UTF-8编码，不含宏）",
                    $"Files of this kind are not taken. Taken are: {string.Join(", ", PaperType.All.Select(t => t.Title.En))} (as UTF-8, without macros)"));
            }

            if (!type.Endings.Contains(Path.GetExtension(name).ToLowerInvariant()))
            {
                return (type, 0, default, Not(PaperFault.WrongName, $"文件内容是{type.Title.Zh}，文件名应以{type.Endings[0]}结尾；请改名后再传",
                    $"The content is a {type.Title.En}, and its name should end with {type.Endings[0]}; rename it and upload it again"));
            }

            kept = true;
            return (type, length, hash, null);
        }
        finally
        {
            if (!kept) { File.Delete(path); }
        }
    }

    private static async Task<(long Length, ContentHash Content)> SealAsync(Stream upload, string path, byte[] key, CancellationToken ct)
    {
        using var cipher = new AesGcm(key, Sealing.TagLength);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = PrivateFile.CreateStream(path);
        // Two pieces, because the last one is sealed as such and is known only when nothing follows it.
        byte[] piece = new byte[Sealing.Piece], next = new byte[Sealing.Piece], seal = new byte[Sealing.SealedPiece];
        long length = 0;
        var held = await upload.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct);
        for (var number = 0; held > 0; number++)
        {
            length += held;
            if (length > PaperStore.Largest) { break; }
            var following = held == piece.Length ? await upload.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, ct) : 0;
            hash.AppendData(piece, 0, held);
            Sealing.Seal(cipher, number, following == 0, piece.AsSpan(0, held), seal);
            await file.WriteAsync(seal.AsMemory(0, held + Sealing.TagLength), ct);
            (piece, next, held) = (next, piece, following);
        }

        file.Flush(flushToDisk: true);
        return (length, ContentHash.Read(hash.GetHashAndReset()));
    }

    private static PaperAnswer.NotTaken? Judge(long length, long? declared)
    {
        if (length > PaperStore.Largest) { return TooLarge(); }
        if (declared is { } said && said != length)
        {
            return Not(PaperFault.CutOff, $"只收到{length}字节，应为{said}字节；请重新上传", $"Only {length} of {said} bytes arrived; upload it again");
        }

        return length == 0 ? Not(PaperFault.Empty, "文件是空的；请选择有内容的文件", "The file is empty; choose one with content") : null;
    }

    public static PaperAnswer.NotTaken TooLarge() =>
        Not(PaperFault.TooLarge, "文件超过10 MB；请压缩图片或分成几个文件", "The file has more than 10 MB; make pictures smaller or split it");

    private static PaperAnswer.NotTaken Not(PaperFault fault, string zh, string en) => new(fault, new Title(zh, en));
}
