using System.Collections.Immutable;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.People;

/// <summary>A short text with at most one place and one code's title in it.</summary>
/// <param name="Form">The text with <c>{0}</c> for the place and <c>{1}</c> for the title.</param>
internal readonly record struct Phrase(string Form, bool HasTitle);

/// <summary>Short texts that say what a case is about. Each wording is made once and then shared by all cases that have it.</summary>
/// <param name="known">The fact whose title stands in the text; null when none does.</param>
/// <param name="titles">Titles by the value of that fact.</param>
internal sealed class Phrases(ImmutableArray<Phrase> forms, ImmutableArray<string> places, Known? known, ImmutableArray<string> titles, Days.Timetable days)
{
    private readonly string?[] made = new string?[forms.Length * places.Length * Math.Max(1, titles.Length)];

    public string Of(in Plan plan, int slot)
    {
        var bits = Draw.At(plan.Key, slot);
        var form = Draw.Below(bits, forms.Length);
        var place = Draw.Below(bits << 32, places.Length);
        var title = known is null || !forms[form].HasTitle ? 0 : known.Of(plan, 0, days);
        ref var text = ref made[(((form * places.Length) + place) * Math.Max(1, titles.Length)) + title];
        return text ??= forms[form].Form.Replace("{0}", places[place], StringComparison.Ordinal)
            .Replace("{1}", titles.Length == 0 ? "" : titles[title], StringComparison.Ordinal);
    }
}
