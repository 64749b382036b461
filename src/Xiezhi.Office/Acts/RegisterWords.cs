using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Office.Acts;

/// <summary>Items of the registers that acts write, as people read them.</summary>
public static class RegisterWords
{
    /// <summary>The fields that anybody may see; or all of them, for the folder's owner.</summary>
    public static ImmutableArray<RegisterField> Shown(RegisterForm form, bool all) => [.. form.Fields.Where(f => all || f.Public)];

    /// <summary>The value in both languages; a dash where nothing was written.</summary>
    public static Title Of(RegisterField field, FieldValue? value, City city) => value switch
    {
        null => new Title("—", "—"),
        { Text: { } text } => new Title(text, text),
        { } number => FactWords.Of(new Fact(-1, field.Id, field.Title, field.Kind) { Codes = field.Codes }, number.Number, city),
    };
}
