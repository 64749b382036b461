using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>What two submissions under one key must agree in to be the same: everything that is asked for, and not what the caller saw. The key, which is kept nowhere, goes in first: without it nobody can try out what was asked for.</summary>
internal static class RequestHash
{
    /// <summary>The first 16 bytes of the SHA-256 of what was sent, or of the request where nobody says what was sent.</summary>
    public static UInt128 Of(ActSubmission submission)
    {
        if (submission.Sent is { } sent) { return ActSubmission.HashOf(submission.Key, sent); }
        var r = submission.Request;
        using var bytes = new PooledBuffer(512);
        Put(bytes, submission.Key);
        Put(bytes, submission.Case?.Value ?? 0);
        Put(bytes, submission.Procedure);
        Put(bytes, (int)r.Kind, r.Subject);
        Put(bytes, r.When.Day.DayNumber, r.When.Minute);
        Put(bytes, r.By);
        Put(bytes, r.Outcome, r.On);
        if (r.OnHolder != 0) { Put(bytes, r.OnHolder); }
        if (r.Follow is not null) { Put(bytes, r.Follow); }
        Put(bytes, r.Officers);
        Put(bytes, r.Facts.Length);
        foreach (var fact in r.Facts)
        {
            Put(bytes, fact.Fact);
            Put(bytes, fact.Number);
            Put(bytes, fact.Text);
        }

        Put(bytes, r.Names.Length);
        foreach (var naming in r.Names)
        {
            Put(bytes, naming.Role);
            Put(bytes, naming.Holder);
        }

        Put(bytes, r.Persons.Length);
        foreach (var person in r.Persons)
        {
            Put(bytes, person.Number);
            Put(bytes, person.Name);
            Put(bytes, person.Identity);
            Put(bytes, person.Phone);
        }

        Put(bytes, r.Documents.Length);
        foreach (var document in r.Documents) { Put(bytes, document); }
        Put(bytes, r.Papers.Length);
        foreach (var paper in r.Papers)
        {
            Put(bytes, paper.Document);
            paper.Content.Write(bytes.Take(ContentHash.Length));
        }

        Put(bytes, r.Approvals.Length);
        foreach (var approval in r.Approvals)
        {
            Put(bytes, approval.By);
            Put(bytes, approval.Day.DayNumber);
        }

        return First16(bytes.Written);
    }

    private static void Put(PooledBuffer bytes, Actor actor)
    {
        Put(bytes, actor.Party);
        Put(bytes, actor.Organ, actor.Officer);
    }

    private static void Put(PooledBuffer bytes, int one, int other)
    {
        Put(bytes, (long)one);
        Put(bytes, (long)other);
    }

    private static void Put(PooledBuffer bytes, long number) => BinaryPrimitives.WriteInt64LittleEndian(bytes.Take(sizeof(long)), number);

    /// <summary>A text framed by its length, so that no two lists of texts look alike; null is not the empty text.</summary>
    private static void Put(PooledBuffer bytes, string? text)
    {
        Put(bytes, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null) { Encoding.UTF8.GetBytes(text, bytes); }
    }

    private static UInt128 First16(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
