using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Laws;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly LengthRule.Constant NoLength = new(new Length(0, DayUnit.CalendarDay));

    private static bool IsOpen(YamlNode node) => node is YamlScalar { Text: "open" };

    /// <summary>A constant length, with the law's plain days settled; null after reporting what is wrong.</summary>
    private Length? LengthOf(YamlNode node, LawCounting? counting, string of)
    {
        if (node is not YamlScalar word)
        {
            diagnostics.Error(node.At, Rule.MalformedLength, $"a length of {of} is {node.Shape}; write a number and a unit, such as 5 working-days");
            return null;
        }

        if (Length.TryParse(word.Text, out var length)) { return length; }
        var gap = word.Text.IndexOf(' ');
        if (gap > 0 && word.Text[(gap + 1)..] is "day" or "days"
            && int.TryParse(word.Text.AsSpan(0, gap), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            if (counting?.UnitOf(days) is { } unit) { return new Length(days, unit); }
            diagnostics.Error(word.At, Rule.AmbiguousUnit,
                $"'{word.Text}' of {of} can mean working or calendar days, and its law does not say which; write working-days or calendar-days, or complete "
                + "'counting' in the law's file");
            return null;
        }

        var unitWord = gap > 0 ? word.Text[(gap + 1)..] : word.Text;
        diagnostics.Error(word.At, Rule.MalformedLength,
            $"'{word.Text}' of {of} is no length; write a number and a "
            + $"unit{Nearest.Suggestion(unitWord, ["working-days", "calendar-days", "days", "months", "years", "working-hours", "hours", "minutes"])}");
        return null;
    }

    /// <summary>How long a limit is: what the law says, with what the city fills in where the law leaves it open.</summary>
    /// <param name="fill">What fills the openings, from an overlay; null when nothing does.</param>
    private LengthRule RuleOf(string limit, YamlNode node, LawCounting? counting, YamlNode? fill)
    {
        var of = $"the limit '{limit}'";
        if (IsOpen(node))
        {
            if (fill is not null) { return RuleOf(limit, fill, counting, fill: null); }
            WarnOpen(node.At, $"the law leaves the length of '{limit}' open, and no city fills it: the clock runs without a due day");
            return new LengthRule.Open();
        }

        if (node is not YamlMap map)
        {
            if (fill is not null)
            {
                diagnostics.Error(fill.At, Rule.Overlay, $"the law fixes the length of '{limit}'; write a shorter commitment under 'promise'");
            }

            return LengthOf(node, counting, of) is { } length ? new LengthRule.Constant(length) : NoLength;
        }

        var fields = new Fields(map, diagnostics, of, "choose", "of", "field", "else", "at-most", "set", "at-least");
        if (fields.Has("choose")) { return Chosen(limit, fields, counting, fill); }
        if (fields.Scalar("field") is { } field) { return FromField(field, fields, counting, of); }
        if (fields.Scalar("set") is { } set) { return SetBy(set, fields, counting, of); }
        diagnostics.Error(map.At, Rule.MalformedLength, $"the length of {of} is a mapping without choose, field or set");
        return NoLength;
    }

    private LengthRule Chosen(string limit, Fields fields, LawCounting? counting, YamlNode? fill)
    {
        fields.Need("of");
        if (fields.Scalar("choose") is not { } name || facts.Resolve(name) is var fact && fact < 0 || fields.Section("of") is not { } choice)
        {
            return NoLength;
        }

        var codes = factList[fact].Kind == FactKind.YesNo ? ["false", "true"] : factList[fact].Codes?.Codes ?? [];
        if (codes.IsDefaultOrEmpty)
        {
            diagnostics.Error(name.At, Rule.WrongValue, $"'{name.Text}' is a {FactKinds[(int)factList[fact].Kind]}; a length is chosen by a code or a yes-no");
            return NoLength;
        }

        // A code of the city's own has the length of the one that it stands under.
        var ownCodes = factList[fact].Codes?.Own ?? [];
        var all = codes;
        codes = codes[..^ownCodes.Length];
        foreach (var pair in choice.Pairs.Concat((fill as YamlMap)?.Pairs ?? []))
        {
            if (!codes.Contains(pair.Key.Text))
            {
                diagnostics.Error(pair.Key.At, Rule.UnknownId, $"'{name.Text}' has no code '{pair.Key.Text}'{(all.Contains(pair.Key.Text) ? " of the law" : "")}{Nearest.Suggestion(pair.Key.Text, codes)}");
            }
            else if (fill is not null && choice[pair.Key.Text] is { } own && own != pair.Value && !IsOpen(own))
            {
                diagnostics.Error(pair.Key.At, Rule.Overlay, $"the law fixes the length for '{pair.Key.Text}'; leave it out");
            }
        }

        if (fill is not null and not YamlMap)
        {
            diagnostics.Error(fill.At, Rule.Overlay, $"the length of '{limit}' is chosen by '{name.Text}'; fill it by code: {{ {codes[0]}: … }}");
        }

        var missing = codes.Where(code => choice[code] is null).ToList();
        if (missing.Count > 0)
        {
            diagnostics.Error(choice.At, Rule.ChoiceNotExhaustive,
                $"the length of '{limit}' says nothing for {string.Join(", ", missing)}; add it, or write open");
        }

        var of = ImmutableArray.CreateBuilder<Length?>(codes.Length);
        var open = new List<string>();
        foreach (var code in codes)
        {
            var node = choice[code] is { } own && !IsOpen(own) ? own : (fill as YamlMap)?[code];
            if (node is null && choice[code] is not null) { open.Add(code); }
            of.Add(node is null ? null : LengthOf(node, counting, $"the limit '{limit}'"));
        }

        if (open.Count > 0) { WarnOpen(choice.At, $"the law leaves the length of '{limit}' open for {string.Join(", ", open)}, and no city fills it"); }
        foreach (var under in ownCodes) { of.Add(of[under]); }
        return new LengthRule.Choose(fact, of.ToImmutable());
    }

    private LengthRule FromField(YamlScalar field, Fields fields, LawCounting? counting, string of)
    {
        var dot = field.Text.IndexOf('.');
        var fact = facts.Resolve(new YamlScalar(field.At, dot < 0 ? field.Text : field.Text[..dot], field.Quoted));
        if (fact < 0) { return NoLength; }
        if (dot < 0 || factList[fact].Kind != FactKind.Item)
        {
            diagnostics.Error(field.At, Rule.WrongValue,
                $"'{field.Text}' is no field of an item; write the fact that names the item, a full stop and the field");
            return NoLength;
        }

        var name = field.Text[(dot + 1)..];
        var otherwise = fields["else"] is { } node ? LengthOf(node, counting, of) : null;
        if (shelf.City is { } city && factList[fact].Register is { } id && city.Registers.TryGetValue(id, out var register) && otherwise is null
            && register.Items.FirstOrDefault(i => !i.Lengths.ContainsKey(name)) is { } lacking)
        {
            diagnostics.Error(field.At, Rule.WrongValue, $"the item '{lacking.Id}' of '{id}' has no length '{name}'; add it there, or an 'else' here");
        }

        return new LengthRule.Field(fact, name, otherwise, fields["at-most"] is { } cap ? LengthOf(cap, counting, of) : null);
    }

    private LengthRule SetBy(YamlScalar set, Fields fields, LawCounting? counting, string of)
    {
        var fact = facts.Resolve(set);
        if (fact < 0) { return NoLength; }
        if (factList[fact].Kind is not (FactKind.Day or FactKind.Length))
        {
            diagnostics.Error(set.At, Rule.WrongValue, $"'{set.Text}' is neither a day nor a length, so it sets no limit");
        }

        return new LengthRule.SetBy(fact, Bound("at-least"), Bound("at-most"), Bound("else"));

        Length? Bound(string key) => fields[key] is { } node && !IsOpen(node) ? LengthOf(node, counting, of) : null;
    }

    private void WarnOpen(Place at, string message) => diagnostics.Warn(at, Rule.Open, message);

    /// <summary>Whether a commitment is longer than what the law gives; working and calendar days are compared by the week.</summary>
    internal static bool IsLonger(Length promise, Length law) =>
        promise.Unit == law.Unit ? promise.Amount > law.Amount : InDays(promise) > InDays(law);

    private static double InDays(Length length) => length.Amount * length.Unit switch
    {
        DayUnit.WorkingDay => 1.4,
        DayUnit.CalendarDay => 1,
        DayUnit.Month => 30,
        DayUnit.Year => 365,
        DayUnit.WorkingHour => 0.2,
        DayUnit.Hour => 1 / 24.0,
        _ => 1 / 1440.0,
    };
}
