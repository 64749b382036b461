using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Acts;

/// <summary>
/// An act that every procedure has, by the id under which forms, the API and the command ask for it: <c>amend-entry:5</c> puts an entry right, <c>annul-entry:5</c> strikes
/// it out, <c>hand-over:handler</c> gives a role to another, <c>move-edition:2024-01-01</c> takes the case into a later edition. <c>annul-entry:5+correct</c> brings in with it
/// what was done in time and never recorded.
/// </summary>
/// <param name="Of">Number of the entry, id of the role, or first day of the edition.</param>
/// <param name="Missed">Id of the act that is brought in, or <c>serve:</c> and the id of the document; null when nothing is.</param>
public sealed record BuiltInAct(EntryKind Kind, string Of, string? Missed)
{
    private const char Brings = '+';
    private static readonly ImmutableArray<(EntryKind Kind, string Id, Title Title)> Kinds =
    [
        (EntryKind.Amend, "amend-entry", new Title("更正记录", "put an entry right")),
        (EntryKind.Annul, "annul-entry", new Title("撤销记录", "strike an entry out")),
        (EntryKind.HandOver, "hand-over", new Title("移交", "hand over")),
        (EntryKind.Move, "move-edition", new Title("转入另一版本", "move to another edition")),
    ];

    /// <summary>Whether it puts an entry right or strikes it out.</summary>
    public bool Corrects => Kind is EntryKind.Amend or EntryKind.Annul;

    /// <summary>Number of the entry; 0 where there is none.</summary>
    public int Entry => int.TryParse(Of, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The word before the colon.</summary>
    public string Word => Kinds.First(k => k.Kind == Kind).Id;

    public string Id => $"{Word}:{Of}{(Missed is null ? "" : Brings + Missed)}";

    /// <summary>Reads an id; null when it is that of an act of a procedure.</summary>
    public static BuiltInAct? Read(string id)
    {
        if (id.IndexOf(':') is not (> 0 and var at) || Kinds.FirstOrDefault(k => k.Id == id[..at]) is not { Id: not null } kind) { return null; }
        var of = id[(at + 1)..];
        return of.IndexOf(Brings) is >= 0 and var brings && kind.Kind is EntryKind.Amend or EntryKind.Annul
            ? new BuiltInAct(kind.Kind, of[..brings], of[(brings + 1)..])
            : new BuiltInAct(kind.Kind, of, null);
    }

    public static string IdOf(EntryKind kind, object of) => $"{Kinds.First(k => k.Kind == kind).Id}:{string.Create(CultureInfo.InvariantCulture, $"{of}")}";

    /// <summary>What the word means; null when it is none of these.</summary>
    public static Title? TitleOf(string word)
    {
        foreach (var kind in Kinds) { if (kind.Id == word) { return kind.Title; } }
        return word == "missed" ? new Title("当时作出而没有记录的行为", "what was done and never recorded") : null;
    }

    /// <summary>What is done, in words.</summary>
    /// <param name="edition">The edition of the case.</param>
    public Title TitleIn(Edition edition)
    {
        var title = Kind switch
        {
            EntryKind.Amend => new Title($"更正第{Of}条", $"Put entry {Of} right"),
            EntryKind.Annul => new Title($"撤销第{Of}条", $"Strike out entry {Of}"),
            EntryKind.HandOver when edition.FindRole(Of) is { } role => new Title($"移交：{role.Title.Zh}", $"Hand over: {role.Title.En}"),
            EntryKind.Move => new Title($"转入{Of}起施行的版本", $"Move to the edition in force from {Of}"),
            _ => TitleOf(Word)!.Value,
        };
        if (Missed is not { } missed) { return title; }
        var brought = missed.StartsWith(FieldName.Serve, StringComparison.Ordinal) ? edition.FindDocument(missed[FieldName.Serve.Length..]) is { } served
                ? new Title($"送达{served.Title.Zh}", $"Serve: {served.Title.En}") : new Title(missed, missed)
            : edition.FindAct(missed)?.Title ?? new Title(missed, missed);
        return new Title($"{title.Zh}，补入“{brought.Zh}”", $"{title.En}, and bring in '{brought.En}'");
    }
}
