using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Ledger.Casework;

namespace Xiezhi.Office.Acts;

/// <summary>Facts that must be items of a register that acts write are chosen among those in force, while they are few enough to look through.</summary>
internal static class ItemChoices
{
    /// <summary>More items than this are typed and not chosen.</summary>
    private const int Most = 200;

    /// <summary>The form with such choices; null of none.</summary>
    /// <param name="day">On which items must be in force.</param>
    public static ActForm? In(ActForm? form, WrittenRegisters registers, City city, DateOnly day)
    {
        if (form is null || !form.Edition.Facts.Any(f => f.Written is not null)) { return form; }
        return form with { Fields = [.. form.Fields.Select(With)] };

        FormField With(FormField field)
        {
            if (!field.Name.StartsWith(FieldName.Facts, StringComparison.Ordinal) || form.Edition.FindFact(field.Name[FieldName.Facts.Length..]) is not { Written: { } register }) { return field; }
            var there = registers.Ask(all => all.ItemsOf(register.Id).Select(item => (item.Key, Holds: item.On(day))).Where(item => item.Holds is not null).Take(Most + 1).ToList());
            return there.Count > Most ? field : field with { Kind = FieldKind.Choice, Choices = [.. there.Select(item => new FieldChoice(item.Key, TitleOf(register, item.Key, item.Holds!, city)))] };
        }
    }

    private static Title TitleOf(RegisterForm register, string key, ItemEdition holds, City city)
    {
        var said = RegisterWords.Shown(register, all: false).Where(f => holds.Values[f.Index] is not null).Select(f => RegisterWords.Of(f, holds.Values[f.Index], city)).ToList();
        return new Title(string.Join(' ', said.Select(t => t.Zh).Prepend(key)), string.Join(' ', said.Select(t => t.En).Prepend(key)));
    }
}
