using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Cli.Explaining;

/// <summary>The due day of a procedure's limit.</summary>
internal sealed class LimitQuestion(LawBook book, Edition edition, Limit limit, Terms terms)
{
    /// <summary>Finds the procedure by its address or its short name, its edition by the day in the name or else by the start, and the limit.</summary>
    /// <param name="sources">Where the law lies.</param>
    /// <param name="city">Folder of the city whose overlay applies, or null.</param>
    /// <param name="asked">Procedure, with <c>@yyyy-MM-dd</c> or without.</param>
    /// <param name="limitId">The limit's id.</param>
    /// <param name="terms">When it starts, and what happened since.</param>
    /// <exception cref="UsageException">There is no such thing, or more than one.</exception>
    public static LimitQuestion Find(LawSources sources, string? city, string asked, string limitId, Terms terms)
    {
        var at = asked.IndexOf('@');
        var name = at < 0 ? asked : asked[..at];
        var addresses = CatalogueReader.Addresses(sources.Catalogue);
        var fitting = addresses.Where(a => a == name || a.EndsWith($"/{name}", StringComparison.Ordinal)).ToList();
        if (fitting.Count != 1)
        {
            throw fitting.Count == 0
                ? new UsageException($"there is no procedure '{name}'{Nearest.Suggestion(name, addresses.Select(a => a[(a.IndexOf('/') + 1)..]))}",
                    $"Known: {string.Join(", ", addresses)}.")
                : new UsageException($"'{name}' can mean {string.Join(" or ", fitting)}.", "Write the whole address.");
        }

        var book = LawSources.Sound(CatalogueReader.Read(sources.Catalogue, city, fitting[0].Equals)).Book!;
        var editions = book.EditionsOf(fitting[0]);
        var edition = at < 0 ? book.InForce(fitting[0], terms.From.Day) : editions.FirstOrDefault(e => $"{e.From:yyyy-MM-dd}" == asked[(at + 1)..]);
        if (edition is null)
        {
            var known = string.Join(", ", editions.Select(e => $"{name}@{e.From:yyyy-MM-dd}"));
            var missing = at < 0 ? $"no edition of {fitting[0]} is in force on {terms.From.Day:yyyy-MM-dd}." : $"there is no edition '{asked}'.";
            throw new UsageException(missing, $"Known: {known}.");
        }

        return edition.FindLimit(limitId) is { } limit ? new LimitQuestion(book, edition, limit, terms)
            : throw new UsageException($"{edition.Id} has no limit '{limitId}'{Nearest.Suggestion(limitId, edition.Limits.Select(l => l.Id))}",
                $"Its limits: {string.Join(", ", edition.Limits.Select(l => l.Id))}.");
    }

    /// <summary>The answer with its working.</summary>
    /// <param name="facts">Facts as <c>id=value</c>, on which the length may depend.</param>
    /// <exception cref="UsageException">A fact is missing or wrong, or the limit knows no such suspension, exclusion or extension.</exception>
    public Explanation Answer(string[] facts)
    {
        CheckStretches(terms.Tolled, SpanKind.Suspension, "--tolled", "suspension");
        CheckStretches(terms.Excluded, SpanKind.Exclusion, "--excluded", "exclusion");
        CheckExtension();
        if (limit.IsDated) { return FixedDay(); }
        var given = facts.Select(FactOf).ToImmutableArray();
        CheckFacts(given);
        if (Measure.LengthOf(limit, CaseState.Supposing(edition, given), book.Calendar, book.City, terms.From.Day) is not { } length) { return new Explanation(edition, limit.Id, limit, null, null, []); }
        var (due, steps) = terms.Reckon(book.Calendar, limit.Kind, length, limit.Counting, book.City.Hours, limit.ShiftedBy);
        return new Explanation(edition, limit.Id, limit, length, due, steps);
    }

    private Explanation FixedDay()
    {
        var (month, day, exclusive) = limit.ByDay;
        var next = Due.NextByDay(book.Calendar, terms.From.Day, month, day, exclusive);
        var derivation = new Derivation();
        // “Before 1 January” ends in the year before the one that the law names.
        var year = exclusive ? next.Strict.AddDays(1).Year : next.Strict.Year;
        var due = Due.ByDay(book.Calendar, year, month, day, exclusive, ref derivation);
        return new Explanation(edition, limit.Id, limit, null, due, derivation.Steps);
    }

    private void CheckStretches(ImmutableArray<Stretch> stretches, SpanKind kind, string option, string word)
    {
        if (stretches.IsEmpty || edition.Spans.Any(s => s.Kind == kind && (limit.TolledBy >> s.Index & 1) != 0)) { return; }
        throw new UsageException($"no {word} stops the clock of '{limit.Id}', so {option} does not apply.",
            $"Leave {option} out, or ask for a rule of your own: explain --within N:unit --from DATE {option} A..B");
    }

    private void CheckExtension()
    {
        if (terms.Extension is not { } asked) { return; }
        if (limit.ExtendedBy is not { } extension) { throw new UsageException($"'{limit.Id}' cannot be extended.", "Leave --extended out."); }
        if (extension.UpTo is { } cap && (cap.Unit == asked.Unit ? asked.Amount > cap.Amount : extension.ToFact < 0))
        {
            throw new UsageException($"'{limit.Id}' can be extended by at most {cap}, not by {asked}.",
                $"Write --extended {cap.Amount}:{cap.ToString().Split(' ')[1].TrimEnd('s')} or less.");
        }
    }

    private FactValue FactOf(string text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0) { throw new UsageException($"--fact {text} is no fact.", "Write --fact id=value."); }
        var id = text[..equals];
        if (edition.FindFact(id) is not { } fact)
        {
            throw new UsageException($"{edition.Id} has no fact '{id}'{Nearest.Suggestion(id, edition.Facts.Select(f => f.Id))}",
                "Write --fact id=value with one of its facts.");
        }

        return FactText.TryRead(fact, text[(equals + 1)..], book.City, out var value, out var problem)
            ? value
            : throw new UsageException(problem, $"Write --fact {id}=… with such a value.");
    }

    private void CheckFacts(ImmutableArray<FactValue> given)
    {
        var (needed, otherwise) = limit.Length switch
        {
            LengthRule.Choose choose => (choose.Fact, default(Length?)),
            LengthRule.Field field => (field.Fact, field.Else),
            LengthRule.SetBy set => (set.Fact, set.Else),
            _ => (-1, null),
        };
        if (needed < 0 || otherwise is not null || given.Any(g => g.Fact == needed)) { return; }
        var fact = edition.Facts[needed];
        throw new UsageException($"the length of '{limit.Id}' depends on '{fact.Id}', which is not given.", fact.Codes is { } codes
            ? $"Add --fact {fact.Id}=… with one of {string.Join(", ", codes.Codes)}."
            : $"Add --fact {fact.Id}=….");
    }
}
