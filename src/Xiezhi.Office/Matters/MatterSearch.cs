using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Matters;

/// <summary>Something that a person may come with: a procedure that parties open, or one item of a register in it.</summary>
/// <param name="Act">The act with which a party opens it.</param>
/// <param name="ItemFact">The fact that says which item it is; null for a whole procedure.</param>
/// <param name="Item">The item; null for a whole procedure.</param>
public sealed record Matter(Edition Edition, Act Act, Title Title, Fact? ItemFact, RegisterItem? Item);

/// <summary>Finds matters by words as people say them: titles of procedures, their plain words, titles of items.</summary>
/// <remarks>Safe for several threads.</remarks>
public sealed class MatterSearch(LawBook book)
{
    private const int MostLetters = 100;
    private volatile MatterIndex? index;

    /// <summary>All matters of the day, procedures first.</summary>
    public ImmutableArray<Matter> All(DateOnly today) => IndexOf(today).Matters;

    /// <summary>The matters that the words speak of, best first; all procedures when there are no words.</summary>
    public ImmutableArray<Matter> Find(string words, DateOnly today, int take = 20)
    {
        var asked = words.Length > MostLetters ? words[..MostLetters] : words;
        return string.IsNullOrWhiteSpace(asked) ? [.. All(today).Where(m => m.Item is null)] : IndexOf(today).Find(asked, take);
    }

    private MatterIndex IndexOf(DateOnly today)
    {
        ImmutableArray<Edition> inForce = [.. book.Procedures.Select(p => book.InForce(p, today)).OfType<Edition>()];
        if (index is { } known && known.Editions.SequenceEqual(inForce)) { return known; }
        return index = new MatterIndex(inForce, book.City);
    }
}

/// <summary>The matters of some editions and the grams of all that they are called.</summary>
internal sealed class MatterIndex
{
    // What a phrase is worth when it is said whole, on top of how much of the words it covers.
    private const double Whole = 1;
    private const double PlainWord = 0.05;
    private readonly List<(int Matter, string Text, IReadOnlyList<string> Grams, bool Plain)> phrases = [];
    private readonly Dictionary<string, double> weights = new(StringComparer.Ordinal);

    public MatterIndex(ImmutableArray<Edition> editions, City city)
    {
        Editions = editions;
        Matters = [.. editions.SelectMany(Procedures), .. editions.SelectMany(e => Items(e, city))];
        for (var i = 0; i < Matters.Length; i++)
        {
            Add(i, Matters[i].Title.Zh, plain: false);
            Add(i, Matters[i].Title.En, plain: false);
            if (Matters[i].Item is not null) { continue; }
            foreach (var word in Matters[i].Edition.Plain) { Add(i, word, plain: true); }
        }

        // A gram that many matters have tells them apart less.
        foreach (var group in phrases.SelectMany(p => p.Grams.Select(g => (g, p.Matter))).Distinct().GroupBy(p => p.g, StringComparer.Ordinal))
        {
            weights[group.Key] = Math.Log(1 + ((double)Matters.Length / group.Count()));
        }
    }

    public ImmutableArray<Edition> Editions { get; }
    public ImmutableArray<Matter> Matters { get; }

    public ImmutableArray<Matter> Find(string words, int take)
    {
        var text = Grams.Fold(words).Trim();
        var grams = Grams.Of(words);
        if (grams.Count == 0) { return []; }
        var whole = grams.Sum(WeightOf);
        var best = new double[Matters.Length];
        foreach (var phrase in phrases)
        {
            var score = Score(phrase, text, grams, whole);
            if (score > best[phrase.Matter]) { best[phrase.Matter] = score; }
        }

        return [.. Enumerable.Range(0, best.Length).Where(i => best[i] > 0).OrderByDescending(i => best[i]).ThenBy(i => i).Take(take).Select(i => Matters[i])];
    }

    private double Score((int Matter, string Text, IReadOnlyList<string> Grams, bool Plain) phrase, string text, IReadOnlyList<string> grams, double whole)
    {
        var single = grams is [{ Length: 1 }];
        var common = grams.Where(g => phrase.Grams.Contains(g) || (single && phrase.Text.Contains(g, StringComparison.Ordinal))).Sum(WeightOf);
        if (common == 0) { return 0; }
        var said = text.Contains(phrase.Text, StringComparison.Ordinal) || phrase.Text.Contains(text, StringComparison.Ordinal) ? Whole : 0;
        return said + (common / whole) - (phrase.Plain ? PlainWord : 0);
    }

    private double WeightOf(string gram) => weights.GetValueOrDefault(gram, Math.Log(1 + Matters.Length));

    private void Add(int matter, string text, bool plain) => phrases.Add((matter, Grams.Fold(text).Trim(), Grams.Of(text), plain));

    private static IEnumerable<Matter> Procedures(Edition edition) => Opening(edition) is { } act ? [new Matter(edition, act, edition.Title, null, null)] : [];

    private static IEnumerable<Matter> Items(Edition edition, City city)
    {
        if (Opening(edition) is not { } act) { return []; }
        return from taken in act.Takes.AddRange(act.MayTake)
               let fact = edition.Facts[taken]
               where fact.Kind == FactKind.Item && city.Registers.ContainsKey(fact.Register!)
               from item in city.Registers[fact.Register!].Items
               select new Matter(edition, act, item.Title, fact, item);
    }

    /// <summary>The act with which a party opens a case; null where only organs do.</summary>
    private static Act? Opening(Edition edition) => edition.Acts.FirstOrDefault(a => a.Opens && a.By.Any(r => edition.Roles[r].Kind == RoleKind.Party));
}
