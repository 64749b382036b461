using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiezhi.Law.Procedures;

/// <summary>The number on the papers of a case: <c>诉求〔2023〕5-968000号</c>. Series and organ name the register, the ordinal counts from 1 without a gap.</summary>
/// <param name="Organ">Number of the organ in the city's list, 1-based.</param>
public readonly partial record struct CaseNumber(string Series, int Year, int Organ, int Ordinal)
{
    public override string ToString() => $"{Series}〔{Year}〕{Organ}-{Ordinal}号";

    /// <summary>Without its brackets, as addresses have it and people type it: <c>诉求-2023-5-968000</c>.</summary>
    public string Plain => $"{Series}-{Year}-{Organ}-{Ordinal}";

    /// <summary>Reads a number as printed, or as typed without the brackets: <c>诉求2023-5-968000</c>.</summary>
    public static bool TryParse(string text, out CaseNumber number)
    {
        number = default;
        var match = Form().Match(text.Trim());
        if (!match.Success || !int.TryParse(match.Groups["organ"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var organ)
            || !int.TryParse(match.Groups["ordinal"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)) { return false; }
        number = new CaseNumber(match.Groups["series"].Value, int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), organ, ordinal);
        return organ > 0 && ordinal > 0;
    }

    [GeneratedRegex(@"^(?<series>\p{L}{1,20})[〔\[(（-]?(?<year>[0-9]{4})[〕\])）-]?(?<organ>[0-9]{1,6})-(?<ordinal>[0-9]{1,9})号?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Form();
}
