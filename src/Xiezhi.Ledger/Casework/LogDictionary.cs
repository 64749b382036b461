using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Entry = Xiezhi.Law.Cases.Entry;
using EntryKind = Xiezhi.Law.Cases.EntryKind;

namespace Xiezhi.Ledger.Casework;

/// <summary>An edition of the law book with the number under which the log speaks of it.</summary>
/// <param name="Number">As its edition leaf declared it.</param>
/// <param name="Procedure">Number of the procedure, the same for all its editions.</param>
/// <param name="PublicFacts">For each fact of the edition its index among the public ones, or -1.</param>
public sealed record LoggedEdition(int Number, int Procedure, Edition Edition, ImmutableArray<int> PublicFacts);

/// <summary>The words that a log has declared: which number stands for which edition and which organ.</summary>
/// <remarks>An edition whose codes have changed since it was declared is declared again under a new number; cases keep theirs.</remarks>
public sealed class LogDictionary
{
    private readonly LawBook book;
    private readonly List<EditionLeaf> editions = [];
    private readonly List<OrganLeaf> organs = [];
    private readonly List<string> procedures = [];
    private FrozenDictionary<Edition, LoggedEdition> byEdition = FrozenDictionary<Edition, LoggedEdition>.Empty;
    private ImmutableArray<LoggedEdition?> byNumber = [];

    public LogDictionary(LawBook book) => this.book = book;

    /// <summary>The words of a log that nobody writes now.</summary>
    public static LogDictionary Of(Stores.ILedgerStore store, LawBook book) => LogState.ReadWords(store, book).Dictionary;

    public IReadOnlyList<EditionLeaf> Editions => editions;
    public IReadOnlyList<OrganLeaf> Organs => organs;
    public IReadOnlyList<string> Procedures => procedures;

    /// <summary>The calendars by which the log reckons.</summary>
    public LogCalendars Calendars { get; } = new();

    /// <summary>Takes a declaration read from the log; other leaves are passed over.</summary>
    public void Read(long place, ReadOnlySpan<byte> leaf)
    {
        switch (Leaf.KindOf(leaf))
        {
            case LeafKind.Edition:
                var edition = EditionLeaf.Read(leaf);
                if (edition.Procedure == procedures.Count) { procedures.Add(edition.ProcedureId); }
                editions.Add(edition);
                break;
            case LeafKind.Organ:
                organs.Add(OrganLeaf.Read(leaf));
                break;
            case LeafKind.Calendar:
                Calendars.Read(place, leaf);
                break;
        }
    }

    /// <summary>Declares whatever the law book has and the log has not yet, and returns the leaves to append, organs first.</summary>
    public IReadOnlyList<byte[]> Declare()
    {
        var leaves = new List<byte[]>();
        foreach (var organ in book.City.Organs)
        {
            var declared = new OrganLeaf(organ.Number - 1, organ.Id, LevelOf(organ), organ.Above == 0 ? null : organ.Above - 1, [.. organ.Competences.Order(StringComparer.Ordinal)]);
            if (organ.Number <= organs.Count)
            {
                if (organs[organ.Number - 1].Id != organ.Id) { throw new LedgerException($"The log knows organ {organ.Number - 1} as '{organs[organ.Number - 1].Id}', the city's list has '{organ.Id}' there. Add organs at the end of the list; never move or rename one."); }
                continue;
            }

            organs.Add(declared);
            leaves.Add(declared.ToBytes());
        }

        foreach (var edition in book.Editions)
        {
            var procedure = procedures.IndexOf(edition.Procedure);
            if (procedure < 0)
            {
                procedure = procedures.Count;
                procedures.Add(edition.Procedure);
            }

            var last = editions.FindLast(e => e.Id == edition.Id);
            if (last is not null && LeafOf(edition, last.Number, procedure).ToBytes().AsSpan().SequenceEqual(last.ToBytes())) { continue; }
            var declared = LeafOf(edition, editions.Count, procedure);
            editions.Add(declared);
            leaves.Add(declared.ToBytes());
        }

        Link();
        return leaves;
    }

    /// <summary>Joins the declared numbers with the law book's editions; call after reading when nothing is to be declared.</summary>
    public void Link()
    {
        var linked = new LoggedEdition?[editions.Count];
        var latest = new Dictionary<Edition, LoggedEdition>();
        foreach (var leaf in editions)
        {
            if (book.FindEdition(leaf.Id) is not { } edition) { continue; }
            linked[leaf.Number] = new LoggedEdition(leaf.Number, leaf.Procedure, edition, PublicIndices(edition));
            latest[edition] = linked[leaf.Number]!;
        }

        byEdition = latest.ToFrozenDictionary();
        byNumber = [.. linked];
    }

    public LoggedEdition Of(Edition edition) => byEdition[edition];

    /// <summary>The edition that a move goes to; null of any other entry.</summary>
    public LoggedEdition? MovedTo(string procedure, Entry entry) =>
        entry.Kind == EntryKind.Move ? Of(book.EditionsOf(procedure).First(e => e.From.DayNumber == entry.Subject)) : null;

    /// <exception cref="LedgerException">The catalogue no longer has the edition.</exception>
    public LoggedEdition Of(int number) => number >= 0 && number < byNumber.Length && byNumber[number] is { } logged
        ? logged
        : throw new LedgerException($"The log has cases under {(number >= 0 && number < editions.Count ? editions[number].Id : $"edition {number}")}, which this catalogue does not have. Restore the edition's file.");

    private static OrganLevel LevelOf(Organ organ) => organ.Level switch
    {
        "province" => OrganLevel.Province,
        "city" => OrganLevel.City,
        "county" => OrganLevel.County,
        "township" => OrganLevel.Township,
        _ => OrganLevel.National,
    };

    private static ImmutableArray<int> PublicIndices(Edition edition)
    {
        var next = 0;
        return [.. edition.Facts.Select(f => f.Publicity == Publicity.Private ? -1 : next++)];
    }

    private EditionLeaf LeafOf(Edition edition, int number, int procedure) => new(number, procedure, edition.Id, edition.Digest.AsMemory())
    {
        Days = edition.Leaf.MonthOnly ? DayCoarseness.Month : DayCoarseness.Day,
        Organs = edition.Leaf.OrganAbove ? OrganCoarseness.Above : OrganCoarseness.Self,
        Acts = [.. edition.Acts.Select(a => a.Id)],
        Outcomes = [.. edition.Outcomes.Where(o => !o.BuiltIn).Select(o => o.Id)],
        Limits = [.. edition.Limits.Select(l => l.Id)],
        Findings = [.. edition.Findings.Select(f => f.Id)],
        Documents = [.. edition.Documents.Select(d => d.Id)],
        Facts = [.. edition.Facts.Where(f => f.Publicity != Publicity.Private).Select(PublicFactOf)],
    };

    private PublicFact PublicFactOf(Fact fact) => fact.Kind switch
    {
        FactKind.YesNo => new PublicFact(fact.Id, PublicFactKind.YesNo, 0, []),
        FactKind.Code => new PublicFact(fact.Id, PublicFactKind.Code, 0, fact.Publicity == Publicity.Coarse ? fact.Codes!.ParentIds : fact.Codes!.Codes[..fact.Codes.CountOfTheLaw]),
        FactKind.Item => new PublicFact(fact.Id, PublicFactKind.Code, 0, [.. book.City.Registers[fact.Register!].Items.Select(i => i.Id)]),
        FactKind.Count => new PublicFact(fact.Id, PublicFactKind.Count, 0, []),
        FactKind.Money => new PublicFact(fact.Id, PublicFactKind.Money, 2, []),
        FactKind.Day => new PublicFact(fact.Id, PublicFactKind.Day, 0, []),
        FactKind.Number => new PublicFact(fact.Id, PublicFactKind.Number, 0, []),
        _ => throw new LedgerException($"The fact '{fact.Id}' is a {fact.Kind} and cannot be public. Make it private in its procedure."),
    };
}

/// <summary>The ledger cannot go on as it is; the message says what to do next.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
