using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Documents;

/// <summary>A case from which a document is made, for one reader.</summary>
/// <param name="Opened">The edition under which the case was opened.</param>
/// <param name="Entries">All of them, as they were made; what the reader may not see is left out when the document is made.</param>
/// <param name="Keeper">Number of the organ that keeps the register.</param>
/// <param name="Notice">What must be said under every document; null for nothing.</param>
public sealed record DocumentCase(CaseNumber Number, Edition Edition, Edition Opened, ImmutableArray<Entry> Entries, Sight Sight, int Keeper, string? Notice)
{
    /// <summary>The latest act that made the document, with the case as it then stood; null when none has.</summary>
    public DocumentMaking? MakingOf(Document document, LawBook book)
    {
        var at = Entries.Length - 1;
        var (since, struck) = (Correcting.SinceMove(Entries), Correcting.Struck(Entries));
        while (at >= since && !(!struck.Contains(at + 1) && Entries[at].Kind == EntryKind.Act && (Entries[at].Documents.Contains(document.Index) || (Entries[at].Deemed && Edition.Acts[Entries[at].Subject].Documents.Contains(document.Index))))) { at--; }
        if (at < since) { return null; }
        var history = new CaseHistory(Opened, book) { Strict = false };
        for (var i = 0; i <= at; i++) { history.Add(Entries[i]); }
        return new DocumentMaking(Entries[at], history.Case, [.. Entries.Take(at + 1)]);
    }
}

/// <summary>The act that made a document.</summary>
/// <param name="State">The case right after it.</param>
/// <param name="Until">The entries up to it.</param>
public sealed record DocumentMaking(Entry Entry, CaseState State, ImmutableArray<Entry> Until);
