using System.Collections.Immutable;
using Xiezhi.Catalogue.Checks;
using Xiezhi.Catalogue.Laws;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>An edition on its way from a file to the compiled law: names become numbers, and whatever does not fit is reported on the way.</summary>
internal sealed partial class EditionDraft
{
    private static readonly string[] TopKeys =
    [
        "id", "title", "in-force", "leaf", "law", "number", "moment", "roles", "facts", "stages", "outcomes", "documents", "guards", "spans",
        "gates", "acts", "limits", "links", "same-matter", "transition", "doubt", "was", "corrects", "plain",
    ];

    private readonly Diagnostics diagnostics;
    private readonly Shelf shelf;
    private readonly Layers? overlay;
    private readonly Fields top;
    private readonly Dictionary<string, CitedEdition> laws = new(StringComparer.Ordinal);
    private readonly Ids roles, facts, stages, outcomes, documents, guards, spans, gates, acts, limits, links, marks, findings;
    private readonly DateOnly from;

    /// <param name="address">Chapter and procedure, from the folders: <c>services/citizen-appeal</c>.</param>
    /// <param name="fileDay">The day in the file's name.</param>
    /// <param name="overlay">What province, city and counties lay over it; null where nobody does.</param>
    public EditionDraft(YamlMap file, string address, DateOnly fileDay, Layers? overlay, Shelf shelf, Diagnostics diagnostics)
    {
        this.diagnostics = diagnostics;
        this.shelf = shelf;
        this.overlay = overlay;
        top = new Fields(file, diagnostics, "the procedure", TopKeys);
        from = fileDay;
        Address = address;
        roles = IdsOf("role", "roles");
        facts = IdsOf("fact", "facts");
        stages = IdsOf("stage", "stages");
        outcomes = IdsOf("outcome", "outcomes");
        documents = IdsOf("document", "documents");
        guards = IdsOf("guard", "guards");
        spans = IdsOf("span", "spans");
        gates = IdsOf("gate", "gates");
        acts = IdsOf("act", "acts");
        limits = IdsOf("limit", "limits");
        links = IdsOf("link", "links");
        marks = new Ids("mark", diagnostics);
        findings = new Ids("finding", diagnostics);
        CollectMarksAndFindings();
        AddLaidOverLimits();
    }

    /// <summary>Where everything stands in the file.</summary>
    public Places Places => new(top.At, roles, facts, stages, outcomes, documents, guards, spans, gates, acts, limits, marks, links) { Of = (section, id, key) => ((top.Section(section)?[id] as YamlMap)?[key])?.At };

    private string Address { get; }

    /// <summary>The edition, whole as far as the file is; to be used only when nothing was reported.</summary>
    public Edition Compile(ImmutableArray<byte> digest)
    {
        CheckId();
        var (to, doubt) = InForce();
        ReadLaws();
        var titled = top.Title();
        CompileFacts();
        CompileLinks();
        CompileGuards();
        CompileSpans();
        CompileLimits();
        CompileActs();
        return LaidOver(new Edition(Address, from, to, titled)
        {
            Number = Number(),
            Leaf = Leaf(),
            Moment = top.Scalar("moment") is { } moment ? acts.Resolve(moment) : -1,
            Laws = [.. laws.Select(l => new CitedLaw(l.Key, l.Value.Law.Id, l.Value.Edition.Name, l.Value.Law.Title, l.Value.Edition.Number))],
            Roles = CompileRoles(),
            Facts = [.. factList],
            Stages = [.. Titled("stages").Select((t, i) => new Stage(i, t.Id, t.Title))],
            Outcomes = CompileOutcomes(),
            Documents = CompileDocuments(),
            Gates = CompileGates(),
            Spans = [.. spanList],
            Acts = Wired(),
            Limits = [.. limitList],
            Links = WiredLinks(),
            SameMatter = CompileSameMatter(),
            Marks = [.. marks.Names.Select((id, i) => new Mark(i, id, MarkTitle(id, marks.PlaceOf(i))))],
            Findings = [.. findings.Names.Select((id, i) => new FindingKind(i, id, FindingTitle(id, findings.PlaceOf(i))))],
            Transition = CompileTransition(),
            Was = FormerIds(),
            Doubt = doubt,
            Plain = PlainWords(),
            Digest = digest,
        });
    }

    private ImmutableArray<Outcome> CompileOutcomes()
    {
        var own = Titled("outcomes").Select((t, i) => new Outcome(i, t.Id, t.Title)).ToList();
        foreach (var outcome in own)
        {
            if (outcome.BuiltIn) { diagnostics.Error(outcomes.PlaceOf(outcome.Index), Rule.DuplicateId, $"the outcome '{outcome.Id}' is in every procedure; leave it out"); }
        }

        return [.. own, .. Outcome.BuiltInAfter(own.Count)];
    }

    private Ids IdsOf(string what, string section) => new Ids(what, diagnostics).AddKeys(top.Section(section));

    private void CheckId()
    {
        top.Need("id");
        if (top.Scalar("id") is { } id && id.Text != Address)
        {
            diagnostics.Error(id.At, Rule.FileName, $"the procedure '{id.Text}' lies in procedures/{Address}; let the folders spell the id");
        }
    }

    private (DateOnly? To, string? Doubt) InForce()
    {
        top.Need("in-force");
        var doubt = Doubt(top, Address);
        if (top.Section("in-force") is not { } section) { return (null, doubt); }
        var fields = new Fields(section, diagnostics, "in-force", "from", "to", "doubt");
        fields.Need("from");
        if (fields.Day("from") is { } first && first != from)
        {
            diagnostics.Error(fields["from"]!.At, Rule.FileName,
                $"the edition is in force from {first:yyyy-MM-dd}, its file is named {from:yyyy-MM-dd}.yaml; let them agree");
        }

        var to = fields.Day("to");
        if (to < from) { diagnostics.Error(fields["to"]!.At, Rule.WrongValue, $"the edition ends on {to:yyyy-MM-dd}, before it begins"); }
        return (to, Doubt(fields, $"{Address} in-force") ?? doubt);
    }

    private Numbering Number()
    {
        if (top.Need("number") is null || top.Section("number") is not { } section) { return new Numbering("", 0); }
        var fields = new Fields(section, diagnostics, "number", "series", "of", "per");
        fields.Need("series");
        fields.Need("of");
        fields.OneOf("per", "year");
        var of = fields.Scalar("of") is { } role ? OrganRole(role) : 0;
        return new Numbering(fields.Text("series") ?? "", Math.Max(of, 0));
    }

    private Coarseness Leaf()
    {
        if (top.Section("leaf") is not { } section) { return default; }
        var fields = new Fields(section, diagnostics, "leaf", "days", "organ");
        return new Coarseness(fields.OneOf("days", "day", "month") == 1, fields.OneOf("organ", "self", "above") == 1);
    }

    private ImmutableArray<string> PlainWords()
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var word in top.Words("plain"))
        {
            if (word.Text.Trim().Length == 0) { diagnostics.Error(word.At, Rule.WrongValue, "a plain word is empty; write what people call the matter, or leave it out"); }
            else if (words.Contains(word.Text)) { diagnostics.Error(word.At, Rule.DuplicateId, $"the plain word '{word.Text}' stands there twice; keep one"); }
            else { words.Add(word.Text); }
        }

        return words.DrainToImmutable();
    }

    private void RefuseWhatIsNotRun(YamlMap map, string of, params ReadOnlySpan<string> keys)
    {
        foreach (var pair in map.Pairs)
        {
            if (keys.Contains(pair.Key.Text))
            {
                diagnostics.Error(pair.Key.At, Rule.NotRun, $"'{pair.Key.Text}' of {of} is in the language, but this version does not run it; leave it out");
            }
        }
    }

    // Marks and findings have no section: they exist because an expiry or an act names them.
    private void CollectMarksAndFindings()
    {
        foreach (var known in new[] { WellKnown.Overdue, WellKnown.PromiseMissed, WellKnown.GateMissing }) { findings.Add(known, top.At); }
        if (links.Count > 0) { findings.Add(WellKnown.LinkRefused, top.At); }
        foreach (var act in top.Section("acts")?.Pairs ?? [])
        {
            if (act.Value is YamlMap map && map["finding"] is YamlScalar finding) { findings.Add(finding); }
        }

        foreach (var limit in top.Section("limits")?.Pairs ?? [])
        {
            if (limit.Value is not YamlMap map || map["on-expiry"] is not YamlMap expiry) { continue; }
            if (expiry["marks"] is YamlScalar mark) { marks.Add(mark); }
            if (expiry["opens-right"] is YamlScalar right) { marks.Add($"right-{right.Text}", right.At); }
            if (expiry["finding"] is YamlScalar finding) { findings.Add(finding); }
        }

        CollectLaidOverFindings();
    }

    private Title MarkTitle(string id, Place at)
    {
        var title = id.StartsWith("right-", StringComparison.Ordinal) ? shelf.TitleIn("rights", id["right-".Length..]) : shelf.TitleIn("marks", id);
        if (title is { } known) { return known; }
        diagnostics.Error(at, Rule.UnknownId, $"neither codes/marks.yaml nor codes/rights.yaml gives '{id}' a title; add it there");
        return new Title(id, id);
    }

    private Title FindingTitle(string id, Place at)
    {
        if (LaidOverFinding(id) is { } own) { return own; }
        if (shelf.TitleIn("findings", id) is { } known) { return known; }
        diagnostics.Error(at, Rule.UnknownId, $"codes/findings.yaml gives '{id}' no title; add it there");
        return new Title(id, id);
    }
}
