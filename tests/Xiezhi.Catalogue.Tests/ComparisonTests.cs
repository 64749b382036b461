using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Xiezhi.Catalogue.Comparing;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests;

public sealed class ComparisonTests
{
    // What follows from other parts or decides nothing: it shows where it is said.
    private static readonly HashSet<string> Derived = ["Index", "Id", "Reference", "HeldBy", "Extends", "Shortens", "BindsParty", "AtMostSince", "ApartAsOrgan", "IsPer", "WaitsForLast", "EndsClock", "Named", "Follows", "BuiltIn"];
    private static readonly LawBook Book = CatalogueReader.Read(House.Catalogue).Sound();

    [Fact]
    public void An_edition_compared_with_itself_says_nothing() =>
        Assert.All(Book.Editions, edition => Assert.Empty(Comparison.Of(edition, edition).Changes));

    [Fact]
    public void The_revised_reconsideration_law_is_told_in_words()
    {
        var editions = Book.EditionsOf("disputes/administrative-reconsideration");
        var comparison = Comparison.Of(editions[0], editions[1]);

        var decision = Assert.Single(comparison.Changes, c => c is { Part: Part.Limit, Id: "decision" });
        var length = ComparisonText.Sentence(Assert.Single(decision.Aspects, a => a.Aspect.En == "length"));
        Assert.Contains("由60日内改为", length.Zh, StringComparison.Ordinal);
        Assert.Contains("30日", length.Zh, StringComparison.Ordinal);
        Assert.Contains(comparison.Changes, c => c is { Part: Part.Act, Id: "simplify", Kind: ChangeKind.Added });
        var written = ComparisonText.Write(comparison, english: false);
        Assert.StartsWith("disputes/administrative-reconsideration@2017-09-01 → disputes/administrative-reconsideration@2024-01-01\n", written, StringComparison.Ordinal);
        Assert.Contains("新增行为“", written, StringComparison.Ordinal);
    }

    [Fact]
    public void No_word_of_the_program_stands_in_a_Chinese_comparison()
    {
        string[] own = [.. Enum.GetNames<FactKind>(), .. Enum.GetNames<Publicity>(), .. Enum.GetNames<SpanKind>(), .. Enum.GetNames<RoleKind>(), "head", "named", "county", "city"];
        var told = Book.Editions.GroupBy(e => e.Procedure).SelectMany(p => p.Zip(p.Skip(1), (a, b) => Comparison.Of(a, b)))
            .SelectMany(c => c.Changes).SelectMany(c => c.Aspects).Select(a => ComparisonText.Sentence(a).Zh).ToList();

        Assert.NotEmpty(told);
        Assert.DoesNotContain(told, sentence => sentence.Split('：', '由', '改', '为', '是', '、').Any(word => own.Contains(word)));
    }

    [Theory]
    [InlineData("disputes/administrative-reconsideration@2024-01-01")]
    [InlineData("services/service-case@2019-04-23")]
    [InlineData("services/citizen-appeal@2025-12-01")]
    public void Whatever_one_thing_is_changed_shows(string id)
    {
        var edition = Book.FindEdition(id)!;
        var hidden = Mutations(edition).Where(m => Comparison.Of(edition, m.Edition).Changes.IsEmpty).Select(m => m.What);

        Assert.Equal([], hidden);
    }

    // Every property of the first items of each kind, changed one at a time: a new key of the language that the comparison does not know shows here.
    private static IEnumerable<(string What, Edition Edition)> Mutations(Edition e)
    {
        foreach (var (what, act) in Changed(e, e.Acts.Take(3))) { yield return (what, e with { Acts = e.Acts.Replace(e.Acts[act.Index], act) }); }
        foreach (var (what, limit) in Changed(e, e.Limits.Take(4))) { yield return (what, e with { Limits = e.Limits.Replace(e.Limits[limit.Index], limit) }); }
        foreach (var (what, role) in Changed(e, e.Roles.Take(2))) { yield return (what, e with { Roles = e.Roles.Replace(e.Roles[role.Index], role) }); }
        foreach (var (what, fact) in Changed(e, e.Facts.Take(2))) { yield return (what, e with { Facts = e.Facts.Replace(e.Facts[fact.Index], fact) }); }
        foreach (var (what, document) in Changed(e, e.Documents.Take(2))) { yield return (what, e with { Documents = e.Documents.Replace(e.Documents[document.Index], document) }); }
        foreach (var (what, span) in Changed(e, e.Spans.Take(2))) { yield return (what, e with { Spans = e.Spans.Replace(e.Spans[span.Index], span) }); }
        foreach (var (what, gate) in Changed(e, e.Gates.Take(2))) { yield return (what, e with { Gates = e.Gates.Replace(e.Gates[gate.Index], gate) }); }
        yield return ("stages", e with { Stages = e.Stages.Add(new Stage(e.Stages.Length, "new", e.Title)) });
        yield return ("outcomes", e with { Outcomes = e.Outcomes.RemoveAt(0) });
        yield return ("number", e with { Number = e.Number with { Series = "他" } });
        yield return ("leaf", e with { Leaf = new Coarseness(true, false) });
        foreach (var (what, link) in Changed(e, e.Links)) { yield return (what, e with { Links = e.Links.Replace(e.Links[link.Index], link) }); }
        yield return ("plain", e with { Plain = ["他"] });
    }

    private static IEnumerable<(string What, T Item)> Changed<T>(Edition e, IEnumerable<T> items)
        where T : class
    {
        foreach (var item in items)
        {
            foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite && !Derived.Contains(p.Name)))
            {
                var value = property.GetValue(item);
                foreach (var other in Others(e, property, value))
                {
                    yield return ($"{typeof(T).Name} {typeof(T).GetProperty("Id")!.GetValue(item)}.{property.Name}: {other}", With(item, property, other));
                }
            }
        }
    }

    private static IEnumerable<object?> Others(Edition e, PropertyInfo property, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(bool)) { yield return !(bool)value!; }
        else if (type == typeof(string)) { yield return value is null ? "other" : null; }
        else if (type == typeof(Title)) { yield return new Title("他", "other"); }
        else if (type == typeof(Length)) { yield return new Length(97, DayUnit.Month); }
        else if (type == typeof(int)) { yield return property.Name is "Officers" or "AtMost" or "Grace" ? 7 : (int)value! == 0 ? -1 : 0; }
        else if (type == typeof(ulong)) { if (e.Spans.Length > 0) { yield return (ulong)value! ^ 1; } }
        else if (type.IsEnum) { yield return Enum.GetValues(type).Cast<object>().First(v => !v.Equals(value)); }
        else if ((property.Name == "OpensLinks" && e.Links.IsEmpty) || (property.Name.EndsWith("Spans", StringComparison.Ordinal) && e.Spans.IsEmpty) || (property.Name == "Gates" && e.Gates.IsEmpty)) { yield break; }
        else if (type == typeof(ImmutableArray<int>)) { yield return ((ImmutableArray<int>)value!).Contains(0) ? ((ImmutableArray<int>)value).Remove(0) : ((ImmutableArray<int>)value).Add(0); }
        else if (type == typeof(Condition)) { yield return value is null ? new Condition.Done(0) : null; }
        else if (type == typeof(Basis)) { yield return new Basis("他", "1999", "9"); }
        else if (type == typeof(LengthRule)) { yield return new LengthRule.Constant(new Length(97, DayUnit.Month)); yield return new LengthRule.Local([(new Region("other", new Title("他", "other")), new LengthRule.Constant(new Length(96, DayUnit.Month)))], (LengthRule)value!); if (value is not LengthRule.Open) { yield return new LengthRule.Open(); } }
        else if (type == typeof(CountingRule)) { yield return (CountingRule)value! with { CountsFirstDay = !((CountingRule)value).CountsFirstDay }; yield return (CountingRule)value with { Rolls = RollRule.ByAnalogy == ((CountingRule)value).Rolls ? RollRule.No : RollRule.ByAnalogy }; }
        else if (type == typeof(Extension)) { yield return value is null ? new Extension(0, new Length(9, DayUnit.Month), -1) : (Extension)value with { UpTo = new Length(98, DayUnit.Month) }; }
        else if (type == typeof(CodeList)) { if (value is CodeList codes) { yield return codes with { Codes = codes.Codes.Add("other"), Titles = codes.Titles.Add(new Title("他", "other")) }; } }
        else if (type == typeof(Expiry))
        {
            foreach (var part in typeof(Expiry).GetProperties().Where(p => p.CanWrite && !Derived.Contains(p.Name)))
            {
                // Without an act it says nothing from which day one counts, and without findings or marks none can be named.
                if (part.Name is "OpensRight" or "Marks" && e.Marks.IsEmpty) { continue; }
                foreach (var other in Others(e, part, part.GetValue(value))) { yield return With((Expiry)value!, part, other); }
            }
        }
        else if (typeof(IEnumerable).IsAssignableFrom(type) && type == typeof(ImmutableArray<Basis>)) { yield return ((ImmutableArray<Basis>)value!).Add(new Basis("他", "1999", "9")); }
        else if (type == typeof(ImmutableArray<FactValue>)) { yield return ((ImmutableArray<FactValue>)value!).Add(new FactValue(0, 1)); }
        else if (type == typeof(ImmutableArray<Carried>)) { yield return ((ImmutableArray<Carried>)value!).Add(new Carried("other", 0, -1)); }
        else if (type == typeof(ImmutableArray<Writing>)) { yield return ((ImmutableArray<Writing>)value!).Add(new Writing(Cards, 0, [new Setting(0, -1, 0, default)], Ends: true)); }
        else if (type == typeof(ImmutableArray<FilingSystem>)) { yield return ((ImmutableArray<FilingSystem>)value!).Add(FilingSystem.Named("other")); }
        else if (type == typeof(ImmutableArray<Allotment>)) { yield return ((ImmutableArray<Allotment>)value!).Add(new Allotment(0, Cards)); }
        else if (type == typeof(ItemCompetence)) { if (!e.Facts.IsEmpty) { yield return value is null ? new ItemCompetence(0, "authority") : null; } }
        else if (type == typeof(RegisterForm)) { yield return value is null ? Cards : null; }
        else if (type == typeof(ValueTuple<int, int, bool>)) { yield return (2, 3, true); }
        else { Assert.Fail($"{property.DeclaringType!.Name}.{property.Name} is a {type.Name}, which this test cannot change; teach it"); }
    }

    private static RegisterForm Cards { get; } = new("cards", new Title("证", "Cards"), [new RegisterField(0, "holder", new Title("人", "Holder"), FactKind.Officer)]);

    private static T With<T>(T item, PropertyInfo property, object? value)
        where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(item, null)!;
        property.SetValue(copy, value);
        return copy;
    }
}
