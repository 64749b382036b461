using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Office.Acts;

/// <summary>The checklist of a case: what may be done now, and what the law refuses and why.</summary>
public static class Menu
{
    /// <summary>Every act and every service of the edition for one actor; to open a case the opening acts alone, in an open case all but them.</summary>
    /// <param name="state">The case; null for one to open.</param>
    /// <param name="now">By the city's clock.</param>
    /// <param name="registers">The registers that acts write; null where none is known.</param>
    public static ImmutableArray<ActOption> Of(LawBook book, Edition edition, CaseState? state, Actor by, Moment now, IRegisters? registers = null) =>
        [.. Decide.Menu(edition, state, by, now, now.Day, book.Calendar, book.City, registers).Where(i => Opens(edition, i) == state is null).Select(i => OptionOf(edition, i))];

    private static bool Opens(Edition edition, MenuItem item) => item.Kind == EntryKind.Act && edition.Acts[item.Subject].Opens;

    private static ActOption OptionOf(Edition edition, MenuItem item)
    {
        var roles = item.Roles.Select(r => edition.Roles[r]).ToImmutableArray();
        if (item.Kind == EntryKind.Act)
        {
            var act = edition.Acts[item.Subject];
            return new ActOption(act.Id, act.Title, act.Basis, roles, item.Obstacle);
        }

        var document = edition.Documents[item.Subject];
        return new ActOption(FieldName.Serve + document.Id, new Title($"送达{document.Title.Zh}", $"Serve: {document.Title.En}"), null, roles, item.Obstacle);
    }
}
