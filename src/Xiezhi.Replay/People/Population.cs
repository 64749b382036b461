using System.Collections.Immutable;
using Xiezhi.Replay.Chance;

namespace Xiezhi.Replay.People;

/// <summary>What a case's body says of a party. All of it is invented.</summary>
/// <param name="Role">Index of the party's role in the edition.</param>
/// <param name="Number">The party's number; the same person keeps it, and the same particulars, in all of his cases.</param>
/// <param name="IdentityNumber">Of an organisation its credit code; the checksum of either is wrong.</param>
/// <param name="Telephone">In a range that is assigned to nobody.</param>
public readonly record struct PartyData(int Role, long Number, string Name, string IdentityNumber, string Telephone);

/// <summary>Lists from which names are put together; data of the city.</summary>
/// <param name="Surnames">With their weights.</param>
/// <param name="Regions">The first six digits of identity numbers.</param>
/// <param name="Telephones">The first digits of telephone numbers, in ranges that are assigned to nobody.</param>
internal sealed record NameLists(ImmutableArray<string> Surnames, Weighted SurnameWeights, ImmutableArray<string> GivenNames, ImmutableArray<string> Places,
    ImmutableArray<string> OrganisationWords, ImmutableArray<string> OrganisationTrades, ImmutableArray<string> OrganisationForms,
    ImmutableArray<string> Regions, ImmutableArray<string> Telephones);

/// <summary>The people and organisations of a city. Nobody is stored: who somebody is follows from his number.</summary>
internal sealed class Population(NameLists lists, int persons, int organisations)
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string CheckDigits = "10X98765432";

    /// <summary>Factors of GB 11643 for the first 17 digits of an identity number.</summary>
    private static ReadOnlySpan<byte> IdentityFactors => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Factors of GB 32100 for the first 17 characters of a credit code.</summary>
    private static ReadOnlySpan<byte> CreditFactors => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    public NameLists Lists { get; } = lists;

    /// <summary>A number of somebody of the crowd: persons have the first numbers, organisations those after them.</summary>
    public long Draw(Crowd crowd, ulong bits)
    {
        var isPerson = Chance.Draw.Below(bits, 100) < crowd.PersonsInHundred;
        var within = Chance.Draw.Below(bits << 32, isPerson ? persons : organisations);
        return 1 + (isPerson ? within : persons + (long)within);
    }

    /// <summary>Who the number is, in the city of that seed.</summary>
    public PartyData Of(ulong seed, int role, long number)
    {
        var key = Chance.Draw.Of(Chance.Draw.Key(seed, "people"), number);
        return number <= persons ? Person(key, role, number) : Organisation(key, role, number);
    }

    private PartyData Person(ulong key, int role, long number)
    {
        var surname = Lists.Surnames[Lists.SurnameWeights.Pick(Chance.Draw.At(key, 0))];
        var bits = Chance.Draw.At(key, 1);
        var given = Pick(Lists.GivenNames, bits);
        var name = (bits & 3) == 0 ? surname + given : surname + given + Pick(Lists.GivenNames, Chance.Draw.At(key, 2));
        var birth = new DateOnly(1940, 1, 1).AddDays(Chance.Draw.Below(Chance.Draw.At(key, 3), 365 * 65));
        var region = Pick(Lists.Regions, Chance.Draw.At(key, 4));
        var sequence = Chance.Draw.Below(Chance.Draw.At(key, 5), 1000);
        var identity = string.Create(18, (region, birth, sequence), static (digits, of) =>
        {
            of.region.CopyTo(digits);
            of.birth.TryFormat(digits[6..], out _, "yyyyMMdd");
            of.sequence.TryFormat(digits[14..], out _, "000");
            digits[17] = WrongCheck(digits[..17], IdentityFactors, CheckDigits, static c => c - '0');
        });
        return new PartyData(role, number, name, identity, Telephone(key));
    }

    private PartyData Organisation(ulong key, int role, long number)
    {
        var name = Pick(Lists.Places, Chance.Draw.At(key, 0)) + Pick(Lists.OrganisationWords, Chance.Draw.At(key, 1))
            + Pick(Lists.OrganisationTrades, Chance.Draw.At(key, 2)) + Pick(Lists.OrganisationForms, Chance.Draw.At(key, 3));
        var code = string.Create(18, (Key: key, Region: Pick(Lists.Regions, Chance.Draw.At(key, 4))), static (letters, of) =>
        {
            "91".CopyTo(letters);
            of.Region.CopyTo(letters[2..]);
            for (var i = 8; i < 17; i++) { letters[i] = CreditAlphabet[Chance.Draw.Below(Chance.Draw.At(of.Key, 10 + i), CreditAlphabet.Length)]; }
            letters[17] = WrongCheck(letters[..17], CreditFactors, CreditAlphabet, static c => CreditAlphabet.IndexOf(c, StringComparison.Ordinal));
        });
        return new PartyData(role, number, name, code, Telephone(key));
    }

    private string Telephone(ulong key)
    {
        var prefix = Pick(Lists.Telephones, Chance.Draw.At(key, 6));
        return string.Create(11, (Prefix: prefix, Digits: Chance.Draw.At(key, 7)), static (digits, of) =>
        {
            of.Prefix.CopyTo(digits);
            var rest = Chance.Draw.Below(of.Digits, 100_000_000);
            for (var i = digits.Length - 1; i >= of.Prefix.Length; i--)
            {
                digits[i] = (char)('0' + (rest % 10));
                rest /= 10;
            }
        });
    }

    /// <summary>A last character that is not the right one, so that nobody's number is ever hit: the one after it in the order of its standard.</summary>
    private static char WrongCheck(ReadOnlySpan<char> first, ReadOnlySpan<byte> factors, string alphabet, Func<char, int> valueOf)
    {
        var sum = 0;
        for (var i = 0; i < factors.Length; i++) { sum += valueOf(first[i]) * factors[i]; }
        var right = alphabet.Length == CheckDigits.Length ? sum % 11 : (31 - (sum % 31)) % 31;
        return alphabet[(right + 1) % alphabet.Length];
    }

    private static string Pick(ImmutableArray<string> of, ulong bits) => of[Chance.Draw.Below(bits, of.Length)];
}

/// <summary>Who a party is likely to be.</summary>
internal sealed record Crowd(int PersonsInHundred);
