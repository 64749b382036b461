using System.Globalization;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>Facts as people write them, in scenarios, constants and on the command line, and as a case keeps them.</summary>
public static class FactText
{
    /// <summary>Reads a value as the fact's kind asks: a code, <c>true</c>, a number, yuan, a day, a moment, a length, the id of an item or organ.</summary>
    /// <param name="city">Where items and organs are looked up; null when nothing is known of them.</param>
    /// <param name="problem">What is wrong and what would be right; empty when nothing is.</param>
    public static bool TryRead(Fact fact, string text, City? city, out FactValue value, out string problem)
    {
        value = default;
        (long? number, string? kept) = fact.Kind switch
        {
            FactKind.YesNo => (text is "true" ? 1 : text is "false" ? 0 : default(long?), null),
            FactKind.Code => (IndexOf(fact.Codes?.IndexOf(text) ?? -1), null),
            FactKind.Number => (Whole(Drawn(fact, text), NumberStyles.AllowLeadingSign), null),
            FactKind.Count => (Whole(Drawn(fact, text), NumberStyles.None), null),
            FactKind.Money => (Fen(text), null),
            FactKind.Day => (Fields.TryDay(text, out var day) ? day.DayNumber : default(long?), null),
            FactKind.Moment => (MinuteOf(text), null),
            FactKind.Length => (Length.TryParse(text, out var length) ? ((long)length.Amount << 8) + (long)length.Unit : default(long?), null),
            FactKind.Organ => (city?.FindOrgan(text)?.Number, null),
            FactKind.Officer => (Officer(text, city), null),
            FactKind.Item => (IndexOf(ItemOf(fact, text, city)), null),
            _ => (text.Length > 0 ? 0L : default(long?), text),
        };
        problem = number is null ? Problem(fact, text, city) : "";
        if (number is not { } known) { return false; }
        value = new FactValue(fact.Index, known, kept);
        return true;
    }

    /// <summary>Writes a value so that <see cref="TryRead"/> reads the same one.</summary>
    public static string Write(Fact fact, FactValue value, City city) => fact.Kind switch
    {
        FactKind.YesNo => value.Number == 1 ? "true" : "false",
        FactKind.Code => fact.Codes!.Codes[(int)value.Number],
        FactKind.Money => (value.Number / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        FactKind.Day => $"{DateOnly.FromDayNumber((int)value.Number):yyyy-MM-dd}",
        FactKind.Moment => new Moment(DateOnly.FromDayNumber((int)(value.Number / Moment.Day24)), (short)(value.Number % Moment.Day24)).ToString(),
        FactKind.Length => new Length((int)(value.Number >> 8), (DayUnit)(value.Number & 0xFF)).ToString(),
        FactKind.Organ => city.FindOrgan((int)value.Number)?.Id ?? "",
        FactKind.Officer => Xiezhi.Law.Cases.Actor.FromOfficerHolder(value.Number) is var actor ? $"{city.FindOrgan(actor.Organ)?.Id}:{actor.Officer}" : "",
        FactKind.Item => city.Registers[fact.Register!].Items[(int)value.Number].Id,
        FactKind.Text => value.Text ?? "",
        FactKind.Number or FactKind.Count when fact.Written is { } form => form.KeyOf(fact, value),
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };

    // A number drawn from a register may be written as it is printed there.
    private static string Drawn(Fact fact, string text) =>
        fact.Written?.Series is { Prefix.Length: > 0 } series && text.StartsWith(series.Prefix, StringComparison.Ordinal) ? text[series.Prefix.Length..] : text;

    private static long? MinuteOf(string text) =>
        Moment.TryParse(text, out var moment) && moment.HasMinute ? ((long)moment.Day.DayNumber * Moment.Day24) + moment.Minute : null;

    private static long? IndexOf(int index) => index < 0 ? null : index;

    private static long? Whole(string text, NumberStyles style) =>
        long.TryParse(text, style, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Fen(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && decimal.Truncate(yuan * 100) == yuan * 100
            ? (long)(yuan * 100)
            : null;

    private static int ItemOf(Fact fact, string text, City? city)
    {
        if (city is null || !city.Registers.TryGetValue(fact.Register ?? "", out var register)) { return -1; }
        for (var i = 0; i < register.Items.Length; i++) { if (register.Items[i].Id == text) { return i; } }
        return -1;
    }

    // organ:number, the officer's place within the organ counting from 1.
    private static long? Officer(string text, City? city)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && city?.FindOrgan(text[..colon]) is { } organ
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var officer)
            && officer >= 1 && officer <= organ.Officers ? Xiezhi.Law.Cases.Actor.OfficerHolder(organ.Number, officer) : null;
    }

    private static string Problem(Fact fact, string text, City? city) => $"'{text}' is no value of '{fact.Id}': " + fact.Kind switch
    {
        FactKind.YesNo => "write true or false",
        FactKind.Code => $"the list '{fact.Codes?.Id}' has no such code{Nearest.Suggestion(text, fact.Codes?.Codes ?? [])}",
        FactKind.Number => "write a whole number",
        FactKind.Count => "write a whole number from 0",
        FactKind.Money => "write yuan, with at most two places",
        FactKind.Day => "write a day as yyyy-MM-dd",
        FactKind.Moment => "write a minute as yyyy-MM-ddTHH:mm",
        FactKind.Length => "write a length such as 5 working-days",
        FactKind.Organ => $"{city?.Id ?? "no city"} has no such organ{Nearest.Suggestion(text, city?.Organs.Select(o => o.Id) ?? [])}",
        FactKind.Officer => "write organ:number of an officer that the organ has",
        FactKind.Item => $"the register '{fact.Register}' has no such item{Nearest.Suggestion(text, Items(fact, city))}",
        _ => "write some text",
    };

    private static IEnumerable<string> Items(Fact fact, City? city) =>
        city is not null && city.Registers.TryGetValue(fact.Register ?? "", out var register) ? register.Items.Select(i => i.Id) : [];
}
