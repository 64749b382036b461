using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Documents;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Files;

/// <summary>Makes the documents of a case for somebody: what the gate lets him see, and a note that he was shown it.</summary>
internal sealed class DocumentOpening(CityOffice office)
{
    private readonly DocumentTemplates templates = new(office.Book);

    /// <returns>Null when there is no such case or document, none for the viewer to see, or when no act has made it yet.</returns>
    public RenderedDocument? Open(Viewer viewer, string number, string document)
    {
        if (office.Files.Look(viewer, number) is not var (record, sight) || office.Bodies.KeyOf(record) is not { } key) { return null; }
        var edition = record.State.Edition;
        if (edition.FindDocument(document) is not { Template: not null } found || !sight.Shows(found)) { return null; }
        var notice = office.Ledger.Folder.Description.Synthetic ? "演示数据，不是真实文书。" : null;
        var @case = new DocumentCase(office.Cases.NumberOf(record), edition, office.Bodies.OpenedUnder(record), office.Bodies.Read(record, key), sight, Gate.KeeperOf(record), notice);
        if (templates.Render(@case, found, office.Book) is not { } rendered) { return null; }
        office.Readings.Note(viewer, record.Id, PersonalData.Persons | PersonalData.Facts);
        return rendered;
    }
}
