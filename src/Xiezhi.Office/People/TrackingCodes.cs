using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Files;

namespace Xiezhi.Office.People;

/// <summary>What became of a look with number and code.</summary>
public abstract record TrackingAnswer
{
    private TrackingAnswer() { }

    public sealed record Opened(Viewer.Tracker Viewer) : TrackingAnswer;

    /// <summary>Number and code do not belong together, or there is no such case; which of them is not said.</summary>
    public sealed record Wrong : TrackingAnswer;

    /// <summary>The content of the case was erased, and with its key every code; the public log says so to everybody.</summary>
    public sealed record Erased : TrackingAnswer;

    /// <summary>Too many wrong codes from this address, or for this case.</summary>
    public sealed record TooMany(Duration Wait) : TrackingAnswer;
}

/// <summary>
/// The code with which a party follows its case without an account: the first 80 bits of an HMAC under the key of the case. It is kept nowhere, and ends with
/// that key.
/// </summary>
public sealed class TrackingCodes
{
    private const int Bytes = 10;
    private const int Characters = 16;
    private static ReadOnlySpan<byte> Purpose => "xiezhi tracking code"u8;

    private readonly CaseFinder cases;
    private readonly CaseBodies bodies;
    private readonly RateLimit byAddress;
    private readonly RateLimit byCase;

    internal TrackingCodes(CaseFinder cases, CaseBodies bodies, IClock clock)
    {
        this.cases = cases;
        this.bodies = bodies;
        byAddress = new RateLimit(10, Duration.FromMinutes(10), clock);
        byCase = new RateLimit(20, Duration.FromHours(1), clock);
    }

    /// <summary>The case's code as it is printed: four groups of four; null when the case was erased.</summary>
    public string? Of(CaseRecord record) => bodies.KeyOf(record) is { } key ? Print(CodeOf(key)) : null;

    /// <summary>Who comes with number and code. Capitals, hyphens and blanks do not matter.</summary>
    /// <param name="address">Where the request comes from; wrong codes are counted by it and by the case.</param>
    public TrackingAnswer Open(string number, string code, string address)
    {
        var asked = CaseNumber.TryParse(number, out var parsed) ? parsed.ToString() : number;
        if (byAddress.Wait(address) is { } wait) { return new TrackingAnswer.TooMany(wait); }
        if (byCase.Wait(asked) is { } full) { return new TrackingAnswer.TooMany(full); }
        var record = cases.Find(number) is { } id ? cases.Read(id) : null;
        if (record is { State.IsErased: true }) { return new TrackingAnswer.Erased(); }
        // A case that is not there costs as much as one that is, so that time tells nobody.
        var key = record is null ? null : bodies.KeyOf(record);
        var expected = Encoding.ASCII.GetBytes(CodeOf(key ?? RandomNumberGenerator.GetBytes(32)));
        var typed = Encoding.UTF8.GetBytes(Crockford.Tidy(code.Length <= 100 ? code : ""));
        if (CryptographicOperations.FixedTimeEquals(expected, typed) && record is not null && key is not null && bodies.OpenerOf(record) is > 0 and var party)
        {
            return new TrackingAnswer.Opened(new Viewer.Tracker(record.Id, party));
        }

        byAddress.Count(address);
        byCase.Count(asked);
        return new TrackingAnswer.Wrong();
    }

    private static string CodeOf(ReadOnlySpan<byte> caseKey) => Crockford.Write(HMACSHA256.HashData(caseKey, Purpose).AsSpan(0, Bytes))[..Characters];

    private static string Print(string code) => $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}";
}
