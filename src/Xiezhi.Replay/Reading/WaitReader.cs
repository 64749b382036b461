using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads how long a step lets wait for it.</summary>
internal sealed class WaitReader(Edition edition, Setting setting, Deck deck, ValueReader values)
{
    private const string Forms = "write 5..30 minutes, 1..8 working-hours, 2..5..15 working-days, 3..9 days, 20..60..95% of item.<length>, "
        + "1..3 working-days beyond item.<length>, on <day fact>, or { choose: <fact>, of: { … } }";

    private Diagnostics Diagnostics => setting.Diagnostics;

    /// <param name="index">The step's place in its life.</param>
    public WaitRule Read(YamlNode? node, int index)
    {
        var none = new Wait(new Spread(0, 0), Pace.Minutes);
        switch (node)
        {
            case null: return new WaitRule(none);
            case YamlScalar scalar: return new WaitRule(Wait(scalar, index) ?? none);
            case YamlMap map when map["choose"] is YamlScalar by:
                var fields = new Fields(map, Diagnostics, "the wait", "choose", "of", "else");
                if (values.KnownFact(by, index) is not { } known) { return new WaitRule(none); }
                var codes = ValueReader.CodesOf(edition.FindFact(by.Text)!);
                var of = new Wait[codes.Length];
                Array.Fill(of, none);
                foreach (var (code, choice) in values.Choices(fields, codes))
                {
                    if (choice is YamlScalar wait) { of[code] = Wait(wait, index) ?? none; }
                    else { Diagnostics.Error(choice.At, Rule.WrongShape, $"a wait is {choice.Shape}; {Forms}"); }
                }

                return new WaitRule(null, known.Known, of);
            default:
                Diagnostics.Error(node.At, Rule.WrongShape, $"the wait is {node.Shape}; {Forms}");
                return new WaitRule(none);
        }
    }

    private Wait? Wait(YamlScalar scalar, int index)
    {
        var words = scalar.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wait = words switch
        {
            ["on", var fact] => OnDay(fact, scalar, index),
            [var part, "of", var length] when part.EndsWith('%') && Spread.Parse(part.AsSpan(0, part.Length - 1)) is { } spread =>
                OfLength(spread, Pace.PartOfLength, length, scalar),
            [var more, "working-days" or "working-day", "beyond", var length] when Spread.Parse(more) is { } spread =>
                OfLength(spread, Pace.BeyondLength, length, scalar),
            [var count, var unit] when Spread.Parse(count) is { } spread => Plain(spread, unit.TrimEnd('s')),
            _ => null,
        };
        if (wait is null) { Diagnostics.Error(scalar.At, Rule.WrongValue, $"'{scalar.Text}' is not a wait; {Forms}"); }
        return wait;
    }

    private static Wait? Plain(Spread spread, string unit) => unit switch
    {
        "minute" => new Wait(spread, Pace.Minutes),
        "hour" => new Wait(Minutes(spread), Pace.Minutes),
        "working-minute" => new Wait(spread, Pace.WorkingMinutes),
        "working-hour" => new Wait(Minutes(spread), Pace.WorkingMinutes),
        "day" => new Wait(spread, Pace.Days),
        "working-day" => new Wait(spread, Pace.WorkingDays),
        _ => null,
    };

    /// <summary>Hours are waited to the minute.</summary>
    private static Spread Minutes(Spread hours) =>
        hours.Usual is { } usual ? new Spread(hours.Low * 60, usual * 60, hours.High * 60) : new Spread(hours.Low * 60, hours.High * 60);

    private Wait? OnDay(string fact, YamlScalar at, int index) =>
        values.KnownFact(new YamlScalar(at.At, fact, quoted: false), index) is { } known
            ? new Wait(new Spread(0, 0), Pace.OnDay) { Named = known }
            : new Wait(new Spread(0, 0), Pace.Days);

    /// <summary>A length that a field of the register gives, by the rows of the deck, in working days.</summary>
    private Wait? OfLength(Spread spread, Pace pace, string length, YamlScalar at)
    {
        var register = deck.Fact >= 0 ? setting.RegisterOf(edition.Facts[deck.Fact]) : null;
        if (register is null || !length.StartsWith("item.", StringComparison.Ordinal)) { return null; }
        var lengths = new int[deck.Values.Length];
        for (var r = 0; r < lengths.Length; r++)
        {
            var item = register.Items[(int)deck.Values[r]];
            if (item.Lengths.TryGetValue(length[5..], out var of) && of.Unit == DayUnit.WorkingDay) { lengths[r] = of.Amount; }
            else
            {
                Diagnostics.Error(at.At, Rule.MalformedLength, $"'{item.Id}' has no '{length[5..]}' in working-days");
                return new Wait(spread, Pace.WorkingDays);
            }
        }

        return new Wait(spread, pace) { Lengths = lengths };
    }
}
