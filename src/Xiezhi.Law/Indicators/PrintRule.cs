using System.Globalization;

namespace Xiezhi.Law.Indicators;

/// <summary>What the printed number says about the exact one; only words that are true are printed.</summary>
public enum Qualifier : byte
{
    /// <summary>Rounded as the rule's <see cref="PrintRule.Rounding"/> says.</summary>
    Exact,

    /// <summary>余 after the number: cut down to what is shown, printed when the exact value is larger.</summary>
    Over,

    /// <summary>多 after the number: as <see cref="Over"/>.</summary>
    Many,

    /// <summary>超 before the number: as <see cref="Over"/>.</summary>
    Above,

    /// <summary>近 before the number: brought up to what is shown, printed when the exact value is smaller.</summary>
    Nearly,
}

/// <summary>The scale word a number is printed with.</summary>
public enum Scale : byte { One, TenThousand, HundredMillion }

/// <summary>What becomes of the digits that are not shown, when no qualifier says it.</summary>
public enum Rounding : byte { HalfUp, Down }

public enum Numerals : byte { Arabic, Chinese }

/// <summary>How a figure is printed: number, scale, qualifier and unit.</summary>
/// <param name="Unit">Measure word after the number (<c>件</c>), or <c>%</c>.</param>
/// <param name="Decimals">Digits after the point at the scale, 0 to 9.</param>
public sealed record PrintRule(string Unit, int Decimals = 0, Scale Scale = Scale.One, Qualifier Qualifier = Qualifier.Exact)
{
    /// <summary>Largest number that is printed in Chinese numerals; above it digits are used.</summary>
    private const int LargestChinese = 99;
    /// <summary>No count comes near it; a file that somebody made up may claim more, and nothing of that can be rounded.</summary>
    private const decimal LargestRounded = 1_000_000_000_000_000_000m;
    private const string ChineseDigits = "零一二三四五六七八九";

    public int Decimals { get; } = Decimals is >= 0 and <= 9 ? Decimals : throw new ArgumentOutOfRangeException(nameof(Decimals));

    /// <summary>The smallest step of a round figure below the point: 1000 prints 1,043 as 1000. 1 where every unit shows.</summary>
    public int Step { get; init; } = 1;

    public Rounding Rounding { get; init; }

    public Numerals Numerals { get; init; }

    /// <summary>Measure word of the English edition, such as <c>cases</c>; empty where the sentence says it.</summary>
    public string UnitEn { get; init; } = "";

    public bool IsRate => Unit == "%";

    private decimal ScaleFactor => Scale switch { Scale.TenThousand => 10_000m, Scale.HundredMillion => 100_000_000m, _ => 1m };

    /// <summary>The value as shown, written out in full: 2112931 in 万 with two decimals is 2112900.</summary>
    /// <remarks>A value smaller than one unit of its scale is shown whole, since 0.0万 would say nothing.</remarks>
    public decimal Shown(decimal exact)
    {
        if ((exact < ScaleFactor && Scale != Scale.One) || Math.Abs(exact) > LargestRounded)
        {
            return exact;
        }

        var scaled = exact / ScaleFactor / Step;
        var grain = PowerOfTen(Decimals);
        var steps = Qualifier switch
        {
            Qualifier.Exact when Rounding == Rounding.HalfUp => decimal.Round(scaled * grain, MidpointRounding.AwayFromZero),
            Qualifier.Nearly => decimal.Ceiling(scaled * grain),
            _ => decimal.Floor(scaled * grain),
        };
        return Trimmed(steps / grain * ScaleFactor * Step);
    }

    /// <summary>Number, scale, qualifier and unit as the Chinese report prints them: <c>211.29万件</c>, <c>4.9万余名</c>, <c>99.95%</c>.</summary>
    public string InChinese(decimal exact)
    {
        var shown = Shown(exact);
        var scaled = shown < ScaleFactor ? shown : shown / ScaleFactor;
        var word = shown < ScaleFactor ? "" : Scale switch { Scale.TenThousand => "万", Scale.HundredMillion => "亿", _ => "" };
        var (before, after) = shown == exact
            ? ("", "")
            : Qualifier switch
            {
                Qualifier.Over => ("", "余"),
                Qualifier.Many => ("", "多"),
                Qualifier.Above => ("超", ""),
                Qualifier.Nearly => ("近", ""),
                _ => ("", ""),
            };
        return $"{before}{Number(scaled, exact, grouped: false)}{word}{after}{Unit}";
    }

    /// <summary>The English edition writes the shown value out: <c>2,112,900</c>, <c>more than 49,000</c>, <c>99.95%</c>.</summary>
    public string InEnglish(decimal exact)
    {
        var shown = Shown(exact);
        var before = shown == exact
            ? ""
            : Qualifier switch { Qualifier.Over or Qualifier.Many or Qualifier.Above => "more than ", Qualifier.Nearly => "nearly ", _ => "" };
        var unit = IsRate ? "%" : UnitEn.Length == 0 ? "" : " " + UnitEn;
        return $"{before}{Number(shown, exact, grouped: true)}{unit}";
    }

    private string Number(decimal value, decimal exact, bool grouped)
    {
        if (!grouped && Numerals == Numerals.Chinese && value is >= 0 and <= LargestChinese && decimal.IsInteger(value))
        {
            return InNumerals((int)value);
        }

        return value.ToString((grouped ? "N" : "F") + PlacesShown(value, exact, grouped), CultureInfo.InvariantCulture);
    }

    private int PlacesShown(decimal value, decimal exact, bool writtenOut)
    {
        // A rate that is exactly nothing or everything needs no decimals; one that only rounds to it keeps them, and so can be told apart.
        if (IsRate && exact is 0 or 100)
        {
            return 0;
        }

        return Scale != Scale.One && (writtenOut || exact < ScaleFactor) ? Trimmed(value).Scale : Decimals;
    }

    /// <summary>2 is 两 before a measure word.</summary>
    private static string InNumerals(int value) => value switch
    {
        2 => "两",
        < 10 => ChineseDigits[value].ToString(),
        < 20 => "十" + (value == 10 ? "" : ChineseDigits[value % 10]),
        _ => ChineseDigits[value / 10] + "十" + (value % 10 == 0 ? "" : ChineseDigits[value % 10]),
    };

    /// <summary>The same number without trailing zeros.</summary>
    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;

    private static decimal PowerOfTen(int n)
    {
        var power = 1m;
        for (var i = 0; i < n; i++)
        {
            power *= 10;
        }

        return power;
    }
}
